package io.talus.application.route;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.session.Session;

/**
 * Decides where a command runs, from its row (traits, key specifications), its keys and the
 * session's table. Asked each time that a command is about to run, so also when one runs again that
 * had to wait: its slot may have moved meanwhile. Called on the shard's thread, for every command,
 * so an answer must not allocate where all is here.
 */
@FunctionalInterface
public interface Router {
  Route route(Session session, CommandSpec spec, Arguments args);

  /** Of a node that has everything. Keys are not looked at. */
  static Router here() {
    Route here = new Route.Here();
    return (session, spec, args) -> here;
  }
}
