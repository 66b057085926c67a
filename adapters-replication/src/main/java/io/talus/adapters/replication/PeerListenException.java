package io.talus.adapters.replication;

/** The address on which a node listens for others cannot be had. */
public final class PeerListenException extends RuntimeException {
  PeerListenException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
