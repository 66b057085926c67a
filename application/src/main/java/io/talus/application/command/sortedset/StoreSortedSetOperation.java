package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.value.ScoredMember;
import java.util.List;

/** ZUNIONSTORE, ZINTERSTORE and ZDIFFSTORE. */
final class StoreSortedSetOperation implements WalkingCommand {
  private final SortedSetOperation operation;

  StoreSortedSetOperation(SortedSetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    List<ScoredMember> members = Combination.parse(operation, args, 2, true, view).members(view);
    return new Change(
        Reply.integer(members.size()), SortedSetEdits.replace(view, args.get(1), members));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Combination combination = Combination.parse(operation, args, 2, true, view);
    return SortedSetEdits.storingSorted(view, args.get(1), combination::pull);
  }

  @Override
  public boolean gathers() {
    return true;
  }
}
