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

  /** Takes what comes of a command that does not run here. On the shard's thread. */
  interface Answer {
    /** Takes the command's one reply, or its pieces one after the other, now or later. */
    void accept(Reply reply);

    /**
     * Runs the task, once, when the client has taken most of what it has of its replies, and it is
     * the turn of this one. Never, if the client is gone before.
     */
    void onTurn(Runnable task);

    /**
     * What the client has sent behind the command is left alone until the reply has come. Called
     * within {@link Course#take}.
     */
    void holdOthers();
  }

  /** What happens to a command that does not run here. */
  @FunctionalInterface
  interface Course {
    /**
     * Sends the command on its way. Called on the shard's thread. What the client sends behind it
     * runs meanwhile; replies leave in order.
     */
    void take(Session session, CommandSpec spec, Arguments args, Answer answer);
  }
}
