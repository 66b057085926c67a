package io.talus.application.port;

import java.io.Serial;

/** The device or the file system refused; the message names the file. */
public final class DiskException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public DiskException(String message, Throwable cause) {
    super(message, cause);
  }

  public DiskException(String message) {
    super(message);
  }
}
