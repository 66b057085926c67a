package io.talus.application.settings;

import java.io.Serial;

/**
 * A configuration the node cannot start with; the message says where, what, and what is expected.
 */
public final class InvalidConfiguration extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public InvalidConfiguration(String where, String complaint) {
    super(where + ": " + complaint);
  }
}
