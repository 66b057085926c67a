package io.talus.application.route;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import java.util.function.Consumer;

/** Where a command runs. Who says that it is not here also says what happens instead. */
public sealed interface Route {
  /** This shard has all that the command works on, and runs it. */
  record Here() implements Route {}

  /** Another has it. */
  record Elsewhere(Course course) implements Route {}

  /** No one has all of it: each part goes its way, or the command is refused. */
  record SeveralSlots(Course course) implements Route {}

  /**
   * Nobody can tell yet, because a slot is just changing hands: the session waits, as for a pause.
   *
   * @param hold is given the session; it sees to it that the command runs again ({@link
   *     io.talus.application.shard.CommandRunner#again}), which asks the router again
   */
  record NotNow(Consumer<Session> hold) implements Route {}

  /** What happens to a command that does not run here. */
  @FunctionalInterface
  interface Course {
    /**
     * Sends the command on its way. Called on the shard's thread.
     *
     * @param answer takes the command's one reply, now or later, on the shard's thread
     */
    void take(Session session, CommandSpec spec, Arguments args, Consumer<Reply> answer);
  }
}
