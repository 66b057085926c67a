package io.talus.application.view;

import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.application.port.ResidentSlot.KeyVisitor;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;

/** Counts what a scan passes, and hides what has expired. */
final class ScanCounter implements KeyVisitor, TypeVisitor {
  private final TypeVisitor visitor;
  private final long nowMillis;
  private int seen;

  ScanCounter(TypeVisitor visitor, long nowMillis) {
    this.visitor = visitor;
    this.nowMillis = nowMillis;
  }

  int seen() {
    return seen;
  }

  @Override
  public void visit(Bytes key, Value value) {
    seen++;
    if (value.expireAt() > nowMillis) {
      visitor.visit(key, value.type());
    }
  }

  /** A key of which it is known already that it has not expired. */
  @Override
  public void visit(Bytes key, ValueType type) {
    seen++;
    visitor.visit(key, type);
  }
}
