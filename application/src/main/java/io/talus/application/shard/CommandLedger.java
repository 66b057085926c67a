package io.talus.application.shard;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import org.jspecify.annotations.Nullable;

/** Keeps account of what commands came to: for statistics and SLOWLOG. On the shard's thread. */
public interface CommandLedger {
  /** The command is about to run. */
  void runs(Session session, CommandSpec spec);

  /**
   * The command ran; if the outcome is that it has to wait, it will run again.
   *
   * @param nanos how long it took
   */
  void ran(Session session, CommandSpec spec, Arguments args, CommandOutcome outcome, long nanos);

  /**
   * The command was refused before it ran.
   *
   * @param spec null if there is no such command
   */
  void refused(@Nullable CommandSpec spec, Reply.Error error);

  /** Nobody wants to know: for embedding. */
  static CommandLedger none() {
    return new CommandLedger() {
      @Override
      public void runs(Session session, CommandSpec spec) {
        // Nobody wants to know.
      }

      @Override
      public void ran(
          Session session, CommandSpec spec, Arguments args, CommandOutcome outcome, long nanos) {
        // Nobody wants to know.
      }

      @Override
      public void refused(@Nullable CommandSpec spec, Reply.Error error) {
        // Nobody wants to know.
      }
    };
  }
}
