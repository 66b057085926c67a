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
import io.talus.domain.value.StringValue;

/** GETDEL. */
final class GetAndDelete implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    if (string == null) {
      return Reply.NULL;
    }
    return Change.of(
        Reply.bulk(view.whole(string)), Mutations.drop(key, string, DropReason.DELETED));
  }
}
