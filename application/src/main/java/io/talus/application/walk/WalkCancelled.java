package io.talus.application.walk;

import java.io.Serial;

/** Nobody waits for the walk any more. Without a stack trace: it is a way out, not a fault. */
final class WalkCancelled extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  WalkCancelled() {
    super("the walk is cancelled", null, false, false);
  }
}
