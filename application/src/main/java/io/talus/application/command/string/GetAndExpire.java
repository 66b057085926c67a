package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;

/** GETEX. */
final class GetAndExpire implements DataCommand {
  private static final int FIRST_OPTION = 2;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    ExpiryChoice choice = parse(args);
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    if (string == null) {
      return Reply.NULL;
    }
    long now = view.nowMillis();
    long unchosen = choice.hasKeyword() ? Expiry.NEVER : string.expireAt();
    long expireAt = choice.expireAt(args, now, unchosen);
    Reply reply = Reply.bulk(view.whole(string));
    if (choice.isPointInTime() && Expiry.isDue(expireAt, now)) {
      return Change.of(reply, Mutations.drop(key, string, DropReason.DELETED));
    }
    if (expireAt == string.expireAt()) {
      return reply;
    }
    return Change.of(reply, Mutations.expire(key, string, expireAt));
  }

  private static ExpiryChoice parse(Arguments args) {
    ExpiryChoice choice = new ExpiryChoice("PERSIST");
    for (int i = FIRST_OPTION; i < args.count(); i++) {
      i = choice.take(args, i);
    }
    return choice;
  }
}
