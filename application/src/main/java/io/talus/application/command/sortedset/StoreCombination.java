package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.ScoredMember;
import java.util.List;

/** ZUNIONSTORE, ZINTERSTORE and ZDIFFSTORE. */
final class StoreCombination implements DataCommand {
  private final SetOperation operation;

  StoreCombination(SetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    List<ScoredMember> members = Combination.parse(operation, args, 2, true, view).members();
    return new Change(
        Reply.integer(members.size()), SortedSetEdits.replace(view, args.get(1), members));
  }
}
