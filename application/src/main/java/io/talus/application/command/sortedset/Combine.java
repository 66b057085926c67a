package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.walk.SortedScores;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;

/** ZUNION, ZINTER and ZDIFF. */
final class Combine implements WalkingCommand {
  private final SortedSetOperation operation;

  Combine(SortedSetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Combination combination = Combination.parse(operation, args, 1, false, view);
    return MemberReply.of(combination.members(view), combination.withScores());
  }

  /** The result is in order only when all of it is there. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Combination combination = Combination.parse(operation, args, 1, false, view);
    SortedScores sorted = new SortedScores(view::reserve);
    sorted.addAll(combination.pull());
    return MemberReply.walk(sorted.inOrder(), sorted.count(), combination.withScores());
  }

  @Override
  public boolean gathers() {
    return true;
  }
}
