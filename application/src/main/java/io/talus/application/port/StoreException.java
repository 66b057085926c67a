package io.talus.application.port;

import java.io.Serial;

/** The store cannot read or write: a fault of the device, or data that is damaged. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
