package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Watches;

/** RESET: the connection is as it was when it began. */
final class Reset implements SessionCommand {
  private static final Reply RESET = new Reply.Simple("RESET");

  private final Access access;
  private final Watches watches;
  private final Monitors monitors;
  private final ClientAttributes attributes;

  Reset(Access access, Watches watches, Monitors monitors, ClientAttributes attributes) {
    this.attributes = attributes;
    this.access = access;
    this.watches = watches;
    this.monitors = monitors;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    watches.unwatch(session);
    monitors.end(session);
    attributes.rename(session, "");
    session.reset();
    access.greet(session);
    return RESET;
  }
}
