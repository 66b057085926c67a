package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.Errors;
import io.talus.application.command.KeySpec;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.session.Transaction.Queued;
import io.talus.application.table.NodeTables;
import io.talus.domain.table.TableDefinition;

/**
 * What a cluster does not do with keys of several slots: {@code cross-slot deny}. The commands that
 * a cluster splits over slots may have them, but not inside MULTI.
 */
final class SingleSlotRule {
  private static final String CROSS_SLOT = "CROSSSLOT Keys in request don't hash to the same slot";
  private static final int NONE = -1;

  private final NodeTables tables;

  SingleSlotRule(NodeTables tables) {
    this.tables = tables;
  }

  void check(Session session, CommandSpec spec, Arguments args) {
    TableDefinition table = tables.current().find(session.table());
    if (table == null) {
      throw Errors.tableDropped(session.table());
    }
    Transaction transaction = session.transaction();
    if (transaction != null && spec.has(CommandTrait.RUNS_THE_QUEUE)) {
      int slot = NONE;
      for (Queued queued : transaction.queue()) {
        slot = commonSlot(table, slot, queued.spec(), queued.args());
      }
    } else if (transaction != null || !spec.has(CommandTrait.SPLITS_OVER_SLOTS)) {
      commonSlot(table, NONE, spec, args);
    }
  }

  private static int commonSlot(
      TableDefinition table, int before, CommandSpec spec, Arguments args) {
    int[] common = {before};
    for (KeySpec keys : spec.keys()) {
      keys.forEach(
          args,
          at -> {
            int slot = table.slotOf(args.get(at));
            if (common[0] != NONE && common[0] != slot) {
              throw new CommandError(CROSS_SLOT);
            }
            common[0] = slot;
          });
    }
    return common[0];
  }
}
