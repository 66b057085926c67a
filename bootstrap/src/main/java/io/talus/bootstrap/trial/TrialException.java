package io.talus.bootstrap.trial;

import java.io.Serial;

/** Why a command on the trial cluster cannot do what it was asked for, in words for people. */
final class TrialException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TrialException(String message) {
    super(message);
  }

  TrialException(String message, Throwable cause) {
    super(message, cause);
  }
}
