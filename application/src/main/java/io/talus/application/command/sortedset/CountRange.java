package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.SortedSetValue;

/** ZCOUNT and ZLEXCOUNT. */
final class CountRange implements DataCommand {
  private final RangeOrder order;

  CountRange(RangeOrder order) {
    this.order = order;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    MemberRange range = order.parse(args, 2, false);
    SortedSetValue set = view.sortedSet(args.get(1));
    return Reply.integer(set == null ? 0 : range.ranks(set).length());
  }
}
