package io.talus.application.session;

import java.io.Serial;
import java.util.function.Consumer;

/**
 * Ends the run of a {@link SessionCommand} that cannot be answered yet and has done nothing: the
 * session waits until {@link io.talus.application.shard.CommandRunner#answer} is called. Thrown as
 * {@code ColdRead} is, and as cheap. See docs/DESIGN-DECISIONS.md.
 */
public final class Postponed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Consumer<Session> hold;

  /**
   * Says what happens next.
   *
   * @param hold is given the session when it waits
   */
  public Postponed(Consumer<Session> hold) {
    super(null, null, false, false);
    this.hold = hold;
  }

  public Consumer<Session> hold() {
    return hold;
  }
}
