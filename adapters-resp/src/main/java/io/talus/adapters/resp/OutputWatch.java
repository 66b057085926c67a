package io.talus.adapters.resp;

import io.talus.application.port.ClientKind;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.OutputLimit;
import java.util.concurrent.TimeUnit;

/** Judges how much output of a connection waits to be written. Belongs to one connection. */
final class OutputWatch {
  private static final long NOT_EXCEEDED = Long.MIN_VALUE;

  private final OutputBudget budget;
  private ClientKind kind = ClientKind.NORMAL;
  private long softSinceMillis = NOT_EXCEEDED;
  private long counted;

  OutputWatch(OutputBudget budget) {
    this.budget = budget;
  }

  void kind(ClientKind newKind) {
    kind = newKind;
  }

  /** Whether the client is closed when it is silent: others wait to be told something. */
  boolean mindsIdleness() {
    return kind == ClientKind.NORMAL;
  }

  /** Whether the client has to read before its commands go on. */
  boolean isSlow(long pendingBytes) {
    if (pendingBytes <= OutputBudget.LITTLE) {
      return false;
    }
    if (pendingBytes > counted) {
      count(pendingBytes);
    }
    return budget.isExceededBy(pendingBytes);
  }

  /** Takes note of what waits, and says whether the client has to be closed for it. */
  boolean isExceeded(long pendingBytes, ClientLimits limits, long nowMillis) {
    if (pendingBytes == 0 && counted == 0) {
      softSinceMillis = NOT_EXCEEDED;
      return false;
    }
    count(pendingBytes);
    OutputLimit limit = limits.output(kind);
    return limit.isHardExceeded(pendingBytes) || isSoftExceeded(limit, pendingBytes, nowMillis);
  }

  private boolean isSoftExceeded(OutputLimit limit, long pendingBytes, long nowMillis) {
    if (!limit.isSoftExceeded(pendingBytes)) {
      softSinceMillis = NOT_EXCEEDED;
      return false;
    }
    if (softSinceMillis == NOT_EXCEEDED) {
      softSinceMillis = nowMillis;
    }
    return nowMillis - softSinceMillis > TimeUnit.SECONDS.toMillis(limit.softSeconds());
  }

  /** The connection is gone. */
  void forget() {
    count(0);
  }

  /** What was counted last. */
  long countedBytes() {
    return counted;
  }

  private void count(long pendingBytes) {
    long before = counted;
    counted = pendingBytes;
    budget.change(before, pendingBytes);
  }
}
