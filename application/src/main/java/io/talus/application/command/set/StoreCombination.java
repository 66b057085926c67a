package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;

/** SINTERSTORE, SUNIONSTORE and SDIFFSTORE. The destination may be one of the sets. */
final class StoreCombination implements DataCommand {
  private final SetOperation operation;

  StoreCombination(SetOperation operation) {
    this.operation = operation;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SetOperands operands = SetOperands.read(args, 2, args.count(), view);
    List<Bytes> members = new ArrayList<>(operation.combine(operands));
    Bytes destination = args.get(1);
    Value replaced = view.find(destination);
    List<Mutation> mutations = new ArrayList<>(2);
    if (replaced != null) {
      DropReason reason = members.isEmpty() ? DropReason.DELETED : DropReason.OVERWRITTEN;
      mutations.add(Mutations.drop(destination, replaced, reason));
    }
    if (!members.isEmpty()) {
      mutations.add(MemberEdits.add(view, destination, null, members));
    }
    return new Change(Reply.integer(members.size()), mutations);
  }
}
