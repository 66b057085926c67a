package io.talus.adapters.replication.frame;

/**
 * What comes from the other side is damaged or makes no sense: nothing more of the connection can
 * be believed. Says why, in half a sentence.
 */
public final class BrokenStreamException extends RuntimeException {
  public BrokenStreamException(String reason) {
    super(reason);
  }

  public BrokenStreamException(String reason, Throwable cause) {
    super(reason + ": " + cause.getMessage(), cause);
  }
}
