package io.talus.application.server;

import io.talus.application.command.Reply;
import io.talus.application.connection.Access;
import io.talus.application.port.Ticket;
import io.talus.application.session.Session;
import io.talus.application.session.Sessions;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.Settings;
import io.talus.application.statistics.Statistics;

/** Lets clients in, or sends them away: too many, or from afar without a password. */
final class NodeReception implements Sessions.Reception {
  private static final Reply TOO_MANY = Reply.error("ERR max number of clients reached");
  private static final Reply PROTECTED =
      Reply.error(
          "DENIED Redis is running in protected mode because protected mode is enabled and no"
              + " password is set for the default user. In this mode connections are only accepted"
              + " from the loopback interface. If you want to connect from external computers to"
              + " Redis you may adopt one of the following solutions: 1) Just disable protected"
              + " mode sending the command 'CONFIG SET protected-mode no' from the loopback"
              + " interface by connecting to Redis from the same host the server is running,"
              + " however MAKE SURE Redis is not publicly accessible from internet if you do so."
              + " Use CONFIG REWRITE to make this change permanent. 2) Alternatively you can just"
              + " disable the protected mode by editing the Redis configuration file, and setting"
              + " the protected mode option to 'no', and then restarting the server. 3) If you"
              + " started the server manually just for testing, restart it with the"
              + " '--protected-mode no' option. 4) Setup a an authentication password for the"
              + " default user. NOTE: You only need to do one of the above things in order for the"
              + " server to start accepting connections from the outside.");

  private final Settings settings;
  private final Access access;
  private final Statistics statistics;

  NodeReception(Settings settings, Access access, Statistics statistics) {
    this.settings = settings;
    this.access = access;
    this.statistics = statistics;
  }

  @Override
  public void receive(Session session, int connected) {
    statistics.connected();
    if (connected > settings.get(ClientSettings.MAX_CLIENTS)) {
      sendAway(session, TOO_MANY);
    } else if (isOutside(session) && settings.get(AccessSettings.PROTECTED_MODE)) {
      sendAway(session, PROTECTED);
    } else {
      access.greet(session);
    }
  }

  private boolean isOutside(Session session) {
    return access.needsNoPassword() && !session.channel().isLocal();
  }

  private void sendAway(Session session, Reply reason) {
    statistics.connectionRefused();
    session.channel().send(reason, Ticket.NONE);
    session.release();
    session.closeAfterReplies();
  }
}
