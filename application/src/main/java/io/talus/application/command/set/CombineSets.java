package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;

/** SINTER, SUNION and SDIFF. */
final class CombineSets implements WalkingCommand {
  private final SetOperation operation;

  CombineSets(SetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SetOperands operands = SetOperands.read(args, 1, args.count(), view);
    return MemberReplies.set(operation.combine(operands));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    SetOperands operands = SetOperands.read(args, 1, args.count(), view);
    return new Walk.Counted(Reply.Kind.SET, () -> Pulls.map(operation.pull(operands), Reply::bulk));
  }
}
