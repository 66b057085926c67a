package io.talus.application.port;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot read or write: a fault of the device, or data that is damaged. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean outOfSpace;

  private StoreException(String message, @Nullable Throwable cause, boolean outOfSpace) {
    super(message, cause);
    this.outOfSpace = outOfSpace;
  }

  public StoreException(String message, Throwable cause) {
    this(message, cause, false);
  }

  public StoreException(String message) {
    this(message, null, false);
  }

  /** The device has no room for what was to be written: it may be written again later. */
  public static StoreException outOfSpace(String message, Throwable cause) {
    return new StoreException(message, cause, true);
  }

  /** Whether all that is wrong is that the device is full. */
  public boolean isOutOfSpace() {
    return outOfSpace;
  }
}
