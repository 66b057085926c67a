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
import io.talus.domain.value.Value;

/** RENAME and RENAMENX. */
final class RenameKey implements DataCommand {
  private final boolean onlyIfAbsent;

  RenameKey(boolean onlyIfAbsent) {
    this.onlyIfAbsent = onlyIfAbsent;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes from = args.get(1);
    Bytes to = args.get(2);
    Value value = view.find(from);
    if (value == null) {
      throw new CommandError(Errors.NO_SUCH_KEY);
    }
    Reply done = onlyIfAbsent ? Reply.integer(1) : Reply.OK;
    if (from.equals(to)) {
      return onlyIfAbsent ? Reply.integer(0) : done;
    }
    Value before = view.find(to);
    if (onlyIfAbsent && before != null) {
      return Reply.integer(0);
    }
    return new Change(done, KeyCopies.move(view, from, value, to, before));
  }
}
