package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.SetValue;
import java.util.ArrayList;
import java.util.List;

/** SMISMEMBER. */
final class AreMembers implements DataCommand {
  private static final int FIRST_MEMBER = 2;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SetValue set = view.set(args.get(1));
    if (set != null && args.count() > FIRST_MEMBER + 1) {
      set.expect(args.slice(FIRST_MEMBER, args.count()));
    }
    List<Reply> answers = new ArrayList<>(args.count() - FIRST_MEMBER);
    for (int i = FIRST_MEMBER; i < args.count(); i++) {
      answers.add(Reply.integer(set != null && set.contains(args.get(i))));
    }
    return new Reply.Array(answers);
  }
}
