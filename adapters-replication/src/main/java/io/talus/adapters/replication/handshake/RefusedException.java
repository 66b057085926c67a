package io.talus.adapters.replication.handshake;

/** The other side has not shown that it may be spoken to. Says why, in half a sentence. */
public final class RefusedException extends RuntimeException {
  RefusedException(String reason) {
    super(reason);
  }
}
