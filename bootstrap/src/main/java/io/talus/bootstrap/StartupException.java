package io.talus.bootstrap;

import java.io.Serial;

/** The node cannot start; the message says why, for the operator. */
final class StartupException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the message of the fault that was met. */
  StartupException(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  StartupException(String message) {
    super(message);
  }
}
