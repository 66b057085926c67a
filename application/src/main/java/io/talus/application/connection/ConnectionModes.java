package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.Session.Replies;
import java.util.List;

/** What a client turns on and off for itself: CLIENT REPLY, NO-EVICT, NO-TOUCH and TRACKING. */
final class ConnectionModes {
  private static final String CACHING_WITHOUT_TRACKING =
      "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or"
          + " OPTOUT mode enabled";

  private ConnectionModes() {}

  static Reply replies(Arguments args, Session session) {
    if (args.is(2, "ON")) {
      session.replies(Replies.ON);
    } else if (args.is(2, "OFF")) {
      session.replies(Replies.OFF);
    } else if (!args.is(2, "SKIP")) {
      throw Errors.syntax();
    } else if (session.replies() != Replies.OFF) {
      session.replies(Replies.SKIP_NEXT);
    }
    return Reply.OK;
  }

  static Reply noEvict(Arguments args, Session session) {
    session.turn(Session.Mode.NO_EVICT, isOn(args));
    return Reply.OK;
  }

  static Reply noTouch(Arguments args, Session session) {
    session.turn(Session.Mode.NO_TOUCH, isOn(args));
    return Reply.OK;
  }

  private static boolean isOn(Arguments args) {
    if (args.is(2, "ON")) {
      return true;
    } else if (args.is(2, "OFF")) {
      return false;
    }
    throw Errors.syntax();
  }

  /** Client-side caching is not there: a client that asks for it must not believe it is. */
  static Reply tracking(Arguments args, Session session) {
    if (isOn(args)) {
      throw new CommandError("ERR client-side caching is not supported");
    }
    return Reply.OK;
  }

  static Reply trackingInfo(Arguments args, Session session) {
    return Reply.map(
        Reply.bulk("flags"),
        new Reply.Set(List.of(Reply.bulk("off"))),
        Reply.bulk("redirect"),
        Reply.integer(-1),
        Reply.bulk("prefixes"),
        Reply.EMPTY_ARRAY);
  }

  static Reply caching(Arguments args, Session session) {
    throw new CommandError(CACHING_WITHOUT_TRACKING);
  }
}
