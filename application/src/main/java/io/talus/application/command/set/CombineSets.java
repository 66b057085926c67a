package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;

/** SINTER, SUNION and SDIFF. */
final class CombineSets implements DataCommand {
  private final SetOperation operation;

  CombineSets(SetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SetOperands operands = SetOperands.read(args, 1, args.count(), view);
    return MemberReplies.set(operation.combine(operands));
  }
}
