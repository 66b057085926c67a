package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.SortedSetValue;

/** ZRANGE, ZREVRANGE and those of scores and members. */
final class SelectRange implements DataCommand {
  private final RangeForm form;

  SelectRange(RangeForm form) {
    this.form = form;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    RangeQuery query = form.parse(args);
    SortedSetValue set = view.sortedSet(args.get(form.keyAt()));
    return set == null ? Reply.EMPTY_ARRAY : ScoreReplies.of(query.select(set), query.withScores());
  }
}
