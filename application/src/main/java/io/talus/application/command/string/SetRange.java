package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;

/** SETRANGE. */
final class SetRange implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long offset = args.integer(2);
    if (offset < 0) {
      throw new CommandError(Errors.OFFSET_OUT_OF_RANGE);
    }
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    long length = string == null ? 0 : string.length();
    Bytes bytes = args.get(3);
    if (bytes.isEmpty()) {
      return Reply.integer(length);
    }
    // The offset alone first: it may be so large that the sum overflows.
    StringLength.check(view, offset);
    StringLength.check(view, offset + bytes.length());
    return new Change(
        Reply.integer(Math.max(length, offset + bytes.length())),
        StringMutations.patch(view, key, string, offset, bytes));
  }
}
