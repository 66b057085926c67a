package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import java.util.ArrayList;
import java.util.List;

/** CLUSTER GETKEYSINSLOT: of a slot that this node leads; of others it has none. */
final class ListKeysInSlot implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long hashSlot = args.integer(2);
    long count = args.integer(3);
    if (hashSlot < 0 || hashSlot >= HashSlot.COUNT || count < 0) {
      throw new CommandError("ERR Invalid slot or number of keys");
    }
    List<Bytes> keys = new ArrayList<>();
    HashSlotKeys.visit(
        view,
        (int) hashSlot,
        count,
        key -> {
          view.reserve(KeyspaceView.ITEM_BYTES + key.length());
          keys.add(key);
        });
    return new Reply.Bulks(keys);
  }
}
