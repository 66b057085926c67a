package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.connection.RefusalLog;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/** ACL LOG. */
final class ShowRefusals implements SessionCommand {
  private static final long SHOWN_BY_DEFAULT = 10;
  private static final double MILLIS_PER_SECOND = 1000;

  private final RefusalLog log;

  ShowRefusals(RefusalLog log) {
    this.log = log;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (args.count() > 3) {
      throw Errors.wrongArity("acl|log");
    }
    if (args.count() == 3 && args.is(2, "RESET")) {
      log.clear();
      return Reply.OK;
    }
    long count =
        args.count() == 3
            ? args.integer(2, 0, Long.MAX_VALUE, Errors.NOT_POSITIVE)
            : SHOWN_BY_DEFAULT;
    return new Reply.Array(log.newest(count).stream().map(this::entry).toList());
  }

  private Reply entry(RefusalLog.Entry entry) {
    double ageSeconds = (log.nowMillis() - entry.createdMillis()) / MILLIS_PER_SECOND;
    return Reply.map(
        Reply.bulk("count"),
        Reply.integer(entry.count()),
        Reply.bulk("reason"),
        Reply.bulk(entry.reason().redisName()),
        Reply.bulk("context"),
        Reply.bulk(entry.inside()),
        Reply.bulk("object"),
        Reply.bulk(entry.object()),
        Reply.bulk("username"),
        Reply.bulk(entry.user()),
        Reply.bulk("age-seconds"),
        new Reply.Double(ageSeconds),
        Reply.bulk("client-info"),
        Reply.bulk(entry.client()),
        Reply.bulk("entry-id"),
        Reply.integer(entry.id()),
        Reply.bulk("timestamp-created"),
        Reply.integer(entry.createdMillis()),
        Reply.bulk("timestamp-last-updated"),
        Reply.integer(entry.updatedMillis()));
  }
}
