package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.value.ListValue;

/** LRANGE. */
final class EntryRange implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long start = args.integer(2);
    long stop = args.integer(3);
    ListValue list = view.list(args.get(1));
    if (list == null) {
      return Reply.EMPTY_ARRAY;
    }
    IndexRange range = IndexRange.of(start, stop, list.size());
    if (range.isEmpty()) {
      return Reply.EMPTY_ARRAY;
    }
    view.reserveItems(range.length());
    return new Reply.Bulks(list.range(range.from(), range.to()));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    ListValue list = view.list(args.get(1));
    if (list == null) {
      return new Walk.Done(Reply.EMPTY_ARRAY);
    }
    IndexRange range = IndexRange.of(args.integer(2), args.integer(3), list.size());
    return new Walk.Listed(
        Reply.Kind.ARRAY,
        range.length(),
        Pulls.map(Pulls.entries(list, range.from(), range.to()), Reply::bulk));
  }
}
