package io.talus.simulation;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;
import io.talus.application.route.Route;
import io.talus.application.route.Router;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.session.Transaction.Queued;
import io.talus.domain.slot.SlotId;
import java.util.HashSet;
import java.util.Set;

/** What changes something works on one slot, as in a table that is replicated. */
final class OneSlotAtATime implements Router {
  private static final Set<String> OF_SEVERAL_TABLES =
      Set.of("move", "copy", "swapdb", "flushall", "flushdb", "select");

  private static final Route HERE = new Route.Here();
  private static final Route REFUSED =
      new Route.SeveralSlots(
          (session, spec, args, answer) ->
              answer.accept(new Reply.Error("CROSSSLOT Keys in request don't hash to one slot")));

  @Override
  public Route route(Session session, CommandSpec spec, Arguments args) {
    Set<SlotId> slots = new HashSet<>();
    boolean refused = false;
    Transaction transaction = session.transaction();
    if (transaction != null && spec.has(CommandTrait.RUNS_THE_QUEUE)) {
      for (Queued queued : transaction.queue()) {
        refused |= isOfSeveralTables(queued.spec());
        addSlots(session, queued.spec(), queued.args(), slots);
      }
      return refused || slots.size() > 1 ? refuse(session, transaction) : HERE;
    }
    addSlots(session, spec, args, slots);
    boolean writes = spec.has(CommandFlag.WRITE);
    return writes && (slots.size() > 1 || isOfSeveralTables(spec)) ? REFUSED : HERE; // SELECT runs
  }

  /** As a command that is refused does, it ends the transaction. */
  private static Route refuse(Session session, Transaction transaction) {
    return isAudit(transaction) ? HERE : endOf(session);
  }

  private static Route endOf(Session session) {
    session.transaction(null);
    return REFUSED;
  }

  /** The audit looks at everything at once, and changes nothing. */
  private static boolean isAudit(Transaction transaction) {
    return transaction.queue().stream().noneMatch(queued -> queued.spec().has(CommandFlag.WRITE));
  }

  private static boolean isOfSeveralTables(CommandSpec spec) {
    return OF_SEVERAL_TABLES.contains(spec.name());
  }

  private static void addSlots(
      Session session, CommandSpec spec, Arguments args, Set<SlotId> slots) {
    for (KeySpec keys : spec.keys()) {
      keys.forEach(args, at -> slots.add(Replication.slotOf(session.table(), args.get(at))));
    }
  }
}
