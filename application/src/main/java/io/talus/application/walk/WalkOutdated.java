package io.talus.application.walk;

import java.io.Serial;

/**
 * What a walk came to is not right any more: it has to begin again. Without a stack trace: it is a
 * way on, not a fault.
 */
public final class WalkOutdated extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  WalkOutdated() {
    super("the walk has to begin again", null, false, false);
  }
}
