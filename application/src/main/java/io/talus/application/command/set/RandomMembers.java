package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.RandomSample;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SetValue;
import java.util.List;

/** SRANDMEMBER. */
final class RandomMembers implements DataCommand {
  private static final int WITH_COUNT = 3;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() > WITH_COUNT) {
      throw Errors.syntax();
    }
    return args.count() < WITH_COUNT ? one(args, view) : several(args, view);
  }

  private static Reply one(Arguments args, KeyspaceView view) {
    SetValue set = view.set(args.get(1));
    return set == null ? Reply.NULL : Reply.bulk(set.random(1, view.random()).getFirst());
  }

  private static Reply several(Arguments args, KeyspaceView view) {
    long count = RandomSample.count(args, 2);
    SetValue set = view.set(args.get(1));
    if (set == null || count == 0) {
      return Reply.EMPTY_ARRAY;
    }
    List<Bytes> members =
        RandomSample.of(view, set.size(), set::forEach, set::random).draw(count, view.random());
    return new Reply.Bulks(members);
  }
}
