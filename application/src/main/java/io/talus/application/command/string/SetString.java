package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;

/** SET. */
final class SetString implements DataCommand {
  private static final int WITHOUT_OPTIONS = 3;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() > WITHOUT_OPTIONS) {
      return run(args, view, SetOptions.parse(args));
    }
    return new Change(
        Reply.OK, StringMutations.overwrite(view, args.get(1), args.get(2), Expiry.NEVER));
  }

  @Override
  public boolean looksAtKeys(Arguments args) {
    return !StringMutations.mayBeUnseen(args.get(2))
        || (args.count() > WITHOUT_OPTIONS && isConditional(args));
  }

  private static boolean isConditional(Arguments args) {
    try {
      return !SetOptions.parse(args).isUnconditional();
    } catch (CommandError refused) {
      return false;
    }
  }

  private static CommandOutcome run(Arguments args, KeyspaceView view, SetOptions options) {
    long expireAt = options.expiry().expireAt(args, view.nowMillis(), Expiry.NEVER);
    Bytes key = args.get(1);
    if (options.isUnconditional()) {
      return new Change(Reply.OK, StringMutations.overwrite(view, key, args.get(2), expireAt));
    }
    Value before = view.find(key);
    Reply old = options.get() ? GetString.reply(view, before) : Reply.NULL;
    if (!options.allow(before != null)) {
      return old;
    }
    if (options.expiry().hasKeyword() && before != null) {
      expireAt = before.expireAt();
    }
    return new Change(
        options.get() ? old : Reply.OK,
        StringMutations.put(view, key, before, args.get(2), expireAt));
  }
}
