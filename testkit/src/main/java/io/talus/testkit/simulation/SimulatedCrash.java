package io.talus.testkit.simulation;

import java.io.Serial;

/**
 * The process or its machine ends here and now. No {@code Exception}: what is simulated has no
 * chance to handle it.
 */
public final class SimulatedCrash extends Error {
  /** What fails. */
  public enum Kind {
    /** What the operating system was given is still there. */
    PROCESS,
    /** What was not synced may be lost. */
    MACHINE
  }

  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  public SimulatedCrash(Kind kind, String where) {
    super(kind + " " + where, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
