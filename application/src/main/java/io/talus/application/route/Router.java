package io.talus.application.route;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a command runs, from its row (traits, key specifications), its keys and the
 * session's table. Asked each time that a command is about to run, so also when one runs again that
 * had to wait: its slot may have moved meanwhile. Called on the shard's thread, for every command,
 * so an answer must not allocate where all is here.
 */
@FunctionalInterface
public interface Router {
  Route route(Session session, CommandSpec spec, Arguments args);

  /**
   * Refuses what must not be queued with what the session has queued already.
   *
   * @throws io.talus.application.command.CommandError with the reply
   */
  default void requireQueueable(Session session, CommandSpec spec, Arguments args) {
    // All is here.
  }

  /**
   * The session waits, as for {@link Route.NotNow}, until it has all replies that it has been
   * promised. Called only if there are any.
   */
  default void holdUntilAnswered(Session session) {
    throw new IllegalStateException("nothing is elsewhere");
  }

  /**
   * Ends the waiting of a command that blocks elsewhere, as CLIENT UNBLOCK has it.
   *
   * @param error what is to be answered; null for what its command answers when its time is over
   */
  default void unblock(Session session, Reply.@Nullable Error error) {
    throw new IllegalStateException("nothing is elsewhere");
  }

  /** The session is gone: nobody waits any more for what its commands come to elsewhere. */
  default void forget(Session session) {
    // All is here.
  }

  /** Of a node that has everything. Keys are not looked at. */
  static Router here() {
    Route here = new Route.Here();
    return (session, spec, args) -> here;
  }
}
