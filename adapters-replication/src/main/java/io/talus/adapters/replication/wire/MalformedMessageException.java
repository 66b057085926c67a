package io.talus.adapters.replication.wire;

/** Bytes that are not a message which this node knows. Says why, in half a sentence. */
public final class MalformedMessageException extends RuntimeException {
  MalformedMessageException(String reason) {
    super(reason);
  }

  MalformedMessageException(String reason, Throwable cause) {
    super(reason + ": " + cause.getMessage(), cause);
  }
}
