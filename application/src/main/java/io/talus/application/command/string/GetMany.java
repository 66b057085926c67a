package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.StringValue;
import java.util.Arrays;

/** MGET. */
final class GetMany implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Reply[] replies = new Reply[args.count() - 1];
    for (int i = 0; i < replies.length; i++) {
      replies[i] =
          view.find(args.get(i + 1)) instanceof StringValue string
              ? Reply.bulk(view.whole(string))
              : Reply.NULL;
    }
    return new Reply.Array(Arrays.asList(replies));
  }
}
