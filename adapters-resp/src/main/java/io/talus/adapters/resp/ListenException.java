package io.talus.adapters.resp;

/** An address or a file that is needed to listen cannot be had. */
public final class ListenException extends RuntimeException {
  ListenException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
