package io.talus.application.log;

import java.io.Serial;

/** Bytes that are not what the format says; the message names the place. */
public final class FormatException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
