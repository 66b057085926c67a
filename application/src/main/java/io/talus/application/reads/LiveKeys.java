package io.talus.application.reads;

import io.talus.application.cold.ColdResult.StoredKey;
import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import io.talus.domain.value.Value;

/** Passes on keys of both tiers that have not expired. */
record LiveKeys(TypeVisitor visitor, long nowMillis) {
  /** A resident key, unless it lies behind the end of the page. */
  void visitUpTo(long endHash, Bytes key, Value value) {
    boolean inPage = endHash == Scan.END || Integer.toUnsignedLong(key.hashCode()) < endHash;
    if (inPage && value.expireAt() > nowMillis) {
      visitor.visit(key, value.type());
    }
  }

  void visit(StoredKey stored) {
    if (stored.expireAt() > nowMillis) {
      visitor.visit(stored.key(), stored.type());
    }
  }
}
