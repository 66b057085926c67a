package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;

/** TTL, PTTL, EXPIRETIME and PEXPIRETIME; seconds are rounded to the nearest. */
final class TimeToLive implements DataCommand {
  private static final long NO_KEY = -2;
  private static final long NO_EXPIRY = -1;

  private final long unitMillis;
  private final boolean fromNow;

  TimeToLive(long unitMillis, boolean fromNow) {
    this.unitMillis = unitMillis;
    this.fromNow = fromNow;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Value value = view.peek(args.get(1));
    if (value == null) {
      return Reply.integer(NO_KEY);
    }
    if (value.expireAt() == Expiry.NEVER) {
      return Reply.integer(NO_EXPIRY);
    }
    long millis = value.expireAt() - (fromNow ? view.nowMillis() : 0);
    return Reply.integer(millis / unitMillis + millis % unitMillis * 2 / unitMillis);
  }
}
