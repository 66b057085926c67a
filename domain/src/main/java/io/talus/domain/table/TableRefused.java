package io.talus.domain.table;

import java.io.Serial;

/** A change of the tables that cannot be made; the message is for whoever wanted it. */
public final class TableRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public TableRefused(String message) {
    super(message, null, false, false);
  }
}
