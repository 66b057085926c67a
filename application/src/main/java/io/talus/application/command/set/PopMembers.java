package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.RandomSample;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SetValue;
import java.util.List;

/** SPOP. What is logged are the members it took. */
final class PopMembers implements DataCommand {
  private static final int WITH_COUNT = 3;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() > WITH_COUNT) {
      throw Errors.syntax();
    }
    return args.count() < WITH_COUNT ? one(args.get(1), view) : several(args, view);
  }

  private static CommandOutcome one(Bytes key, KeyspaceView view) {
    SetValue set = view.set(key);
    if (set == null) {
      return Reply.NULL;
    }
    Bytes member = set.random(1, view.random()).getFirst();
    return Change.of(Reply.bulk(member), MemberEdits.remove(key, set, List.of(member)));
  }

  private static CommandOutcome several(Arguments args, KeyspaceView view) {
    long count = args.integer(2, 0, Long.MAX_VALUE, Errors.NOT_POSITIVE);
    Bytes key = args.get(1);
    SetValue set = view.set(key);
    if (set == null || count == 0) {
      return MemberReplies.EMPTY_SET;
    }
    List<Bytes> members =
        RandomSample.of(view, set.size(), set::forEach, set::random).draw(count, view.random());
    return Change.of(MemberReplies.set(members), MemberEdits.remove(key, set, members));
  }
}
