package io.talus.application.settings;

import java.io.Serial;

/** A value that a setting does not take; the message says what it takes, as Redis words it. */
public final class RefusedValue extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public RefusedValue(String message) {
    super(message, null, false, false);
  }

  /** The message; never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
