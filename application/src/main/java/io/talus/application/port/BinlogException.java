package io.talus.application.port;

import java.io.Serial;

/** The log cannot be written or read, or is damaged: the message names file and offset. */
public final class BinlogException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public BinlogException(String message, Throwable cause) {
    super(message, cause);
  }

  public BinlogException(String message) {
    super(message);
  }
}
