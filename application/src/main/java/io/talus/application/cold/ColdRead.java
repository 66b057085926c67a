package io.talus.application.cold;

import java.io.Serial;
import java.util.List;

/**
 * Ends the run of a command because data is not in memory. The command is run again when all that
 * is asked for here has been read. It has no stack trace: it is a way back, not a fault.
 */
public final class ColdRead extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<ColdRequest> requests;

  public ColdRead(List<ColdRequest> requests) {
    super("data is not in memory", null, false, false);
    this.requests = requests;
  }

  public List<ColdRequest> requests() {
    return requests;
  }
}
