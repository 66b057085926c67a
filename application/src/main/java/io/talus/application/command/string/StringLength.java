package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.StringValue;

/** STRLEN. */
final class StringLength implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    StringValue string = view.string(args.get(1));
    return Reply.integer(string == null ? 0 : string.length());
  }

  /** Refuses to make a string of this length if it is too long. */
  static void check(KeyspaceView view, long length) {
    if (length > view.stringBytesMax()) {
      throw new CommandError(Errors.STRING_TOO_LONG);
    }
  }
}
