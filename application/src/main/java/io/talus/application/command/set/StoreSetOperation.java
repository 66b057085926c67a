package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Parts;
import io.talus.application.walk.Replacement;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/** SINTERSTORE, SUNIONSTORE and SDIFFSTORE. The destination may be one of the sets. */
final class StoreSetOperation implements WalkingCommand {
  private final SetOperation operation;

  StoreSetOperation(SetOperation operation) {
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

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    SetOperands operands = SetOperands.read(args, 2, args.count(), view);
    Bytes destination = args.get(1);
    CollectionHeader empty =
        CollectionHeader.create(ValueType.SET, view.nextCollectionId(destination));
    return new Construction(
        Construction.SELECTED,
        destination,
        empty,
        Expiry.NEVER,
        Parts.ofMembers(destination, empty, operation.pull(operands)),
        Replacement.of(destination));
  }
}
