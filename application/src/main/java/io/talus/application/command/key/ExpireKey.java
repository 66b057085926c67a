package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;
import java.util.Locale;

/** EXPIRE, PEXPIRE, EXPIREAT and PEXPIREAT. A time that has passed deletes the key. */
final class ExpireKey implements DataCommand {
  private static final int FIRST_OPTION = 3;

  private final long unitMillis;
  private final boolean fromNow;

  ExpireKey(long unitMillis, boolean fromNow) {
    this.unitMillis = unitMillis;
    this.fromNow = fromNow;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    ExpireCondition condition = ExpireCondition.parse(args, FIRST_OPTION);
    long expireAt = expireAt(args, view.nowMillis());
    Bytes key = args.get(1);
    Value value = view.find(key);
    if (value == null || !condition.allows(expireAt, value.expireAt())) {
      return Reply.integer(0);
    }
    return Change.of(
        Reply.integer(1),
        Expiry.isDue(expireAt, view.nowMillis())
            ? Mutations.drop(key, value, DropReason.DELETED)
            : Mutations.expire(key, value, expireAt));
  }

  private long expireAt(Arguments args, long nowMillis) {
    long given = args.integer(2);
    if (given > Long.MAX_VALUE / unitMillis || given < Long.MIN_VALUE / unitMillis) {
      throw invalid(args);
    }
    long base = fromNow ? nowMillis : 0;
    if (given * unitMillis > Long.MAX_VALUE - base) {
      throw invalid(args);
    }
    // The last millisecond of all is what stands for no expiry.
    return Math.min(given * unitMillis + base, Expiry.NEVER - 1);
  }

  private static CommandError invalid(Arguments args) {
    return Errors.invalidExpireTime(args.text(0).toLowerCase(Locale.ROOT));
  }
}
