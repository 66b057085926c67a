package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;

/** ZUNION, ZINTER and ZDIFF. */
final class Combine implements DataCommand {
  private final SetOperation operation;

  Combine(SetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Combination combination = Combination.parse(operation, args, 1, false, view);
    return MemberReply.of(combination.members(), combination.withScores());
  }
}
