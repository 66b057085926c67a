package io.talus.adapters.resp;

import io.talus.application.port.ClientKind;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.OutputLimit;
import java.util.concurrent.TimeUnit;

/** Judges how much output of a connection waits to be written. Belongs to one connection. */
final class OutputWatch {
  /**
   * From here on a client's commands wait until it has read its replies. Redis collects without
   * bound; clients that send a whole pipeline before they read anything get this much.
   */
  static final long SLOW_READER_BYTES = 64L * 1024 * 1024;

  private static final long NOT_EXCEEDED = Long.MIN_VALUE;

  private ClientKind kind = ClientKind.NORMAL;
  private long softSinceMillis = NOT_EXCEEDED;

  void kind(ClientKind newKind) {
    kind = newKind;
  }

  /** Whether the client may be silent for ever. */
  boolean mayIdle() {
    return kind != ClientKind.NORMAL;
  }

  boolean isSlow(long pendingBytes) {
    return pendingBytes > SLOW_READER_BYTES;
  }

  /** Whether the client has to be closed. */
  boolean isExceeded(long pendingBytes, ClientLimits limits, long nowMillis) {
    OutputLimit limit = limits.output(kind);
    if (limit.isHardExceeded(pendingBytes)) {
      return true;
    }
    if (!limit.isSoftExceeded(pendingBytes)) {
      softSinceMillis = NOT_EXCEEDED;
      return false;
    }
    if (softSinceMillis == NOT_EXCEEDED) {
      softSinceMillis = nowMillis;
    }
    return nowMillis - softSinceMillis > TimeUnit.SECONDS.toMillis(limit.softSeconds());
  }
}
