package io.talus.application.shard;

import java.io.Serial;
import java.util.List;

/**
 * Ends the run of a command because data is not in memory. The command is run again when all that
 * is asked for here has been read. It has no stack trace: it is a way back, not a fault.
 */
final class ColdRead extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<ColdRequest> requests;

  ColdRead(List<ColdRequest> requests) {
    super("data is not in memory", null, false, false);
    this.requests = requests;
  }

  List<ColdRequest> requests() {
    return requests;
  }
}
