package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.value.SortedSetValue;

/** ZRANGE, ZREVRANGE and those of scores and members. */
final class SelectRange implements WalkingCommand {
  private final RangeForm form;

  SelectRange(RangeForm form) {
    this.form = form;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    RangeQuery query = form.parse(args);
    SortedSetValue set = view.sortedSet(args.get(form.keyAt()));
    if (set == null) {
      return Reply.EMPTY_ARRAY;
    }
    IndexRange ranks = query.ranks(set);
    view.reserveItems(query.withScores() ? 2 * ranks.length() : ranks.length());
    MemberReply reply = MemberReply.sized(query.withScores(), ranks.length());
    query.forEach(set, ranks, reply);
    return reply.reply();
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    RangeQuery query = form.parse(args);
    SortedSetValue set = view.sortedSet(args.get(form.keyAt()));
    if (set == null) {
      return new Walk.Done(Reply.EMPTY_ARRAY);
    }
    IndexRange ranks = query.ranks(set);
    return MemberReply.walk(query.pull(set, ranks), ranks.length(), query.withScores());
  }
}
