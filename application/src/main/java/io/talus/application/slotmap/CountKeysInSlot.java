package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.slot.HashSlot;

/** CLUSTER COUNTKEYSINSLOT: of a slot that this node leads; of others it has none. */
final class CountKeysInSlot implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long hashSlot = args.integer(2);
    if (hashSlot < 0 || hashSlot >= HashSlot.COUNT) {
      throw new CommandError("ERR Invalid slot");
    }
    return Reply.integer(HashSlotKeys.visit(view, (int) hashSlot, Long.MAX_VALUE, key -> {}));
  }
}
