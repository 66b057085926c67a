package io.talus.application.shard;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import org.jspecify.annotations.Nullable;

/** Decides whether a session may run a command now. */
public interface Admission {
  /**
   * Checks the session's right to the command.
   *
   * @throws io.talus.application.command.CommandError if it may not run it, with the reply
   */
  void check(Session session, CommandSpec spec, Arguments args);

  /** Why the command has to wait; null if it may run at once. */
  Waiting.@Nullable Reason hold(Session session, CommandSpec spec);

  /** Everybody may do everything: for embedding. */
  static Admission open() {
    return new Admission() {
      @Override
      public void check(Session session, CommandSpec spec, Arguments args) {
        // An embedding program has no passwords.
      }

      @Override
      public Waiting.@Nullable Reason hold(Session session, CommandSpec spec) {
        return null;
      }
    };
  }
}
