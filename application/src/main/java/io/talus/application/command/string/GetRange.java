package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.StringValue;

/** GETRANGE and SUBSTR. */
final class GetRange implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long start = args.integer(2);
    long end = args.integer(3);
    StringValue string = view.string(args.get(1));
    if (string == null || (start < 0 && end < 0 && start > end)) {
      return Reply.EMPTY_BULK;
    }
    IndexRange range = IndexRange.clamped(start, end, string.length());
    if (range.isEmpty()) {
      return Reply.EMPTY_BULK;
    }
    view.reserve(range.length());
    return Reply.bulk(string.range(range.from(), range.to()));
  }
}
