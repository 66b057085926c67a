package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import org.jspecify.annotations.Nullable;

/** GET. */
final class GetString implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    return reply(view, view.find(args.get(1)));
  }

  /** The whole string; an error if it is none. */
  static Reply reply(KeyspaceView view, @Nullable Value value) {
    return switch (value) {
      case null -> Reply.NULL;
      case StringValue string -> Reply.bulk(view.whole(string));
      case CollectionValue _ -> throw Errors.wrongType();
    };
  }
}
