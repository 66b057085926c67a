package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.Reply;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Decimal;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.table.TableDefinition;
import java.util.BitSet;

/**
 * What clients that know Redis Cluster are told instead of being served: where to go. Belongs to
 * the shard's thread.
 */
final class Redirects {
  private static final int HASH_SLOT_AT = 2;

  private final Leaders leaders;

  Redirects(Leaders leaders) {
    this.leaders = leaders;
  }

  /** The way of a command on the hash slot, which that node leads. */
  Route to(Leader leader, int hashSlot) {
    Reply.Error moved = moved(leader, hashSlot);
    return new Route.Elsewhere((session, spec, args, answer) -> answer.accept(moved));
  }

  private Reply.Error moved(Leader leader, int hashSlot) {
    Address address = leaders.address(leader.node());
    return address == null
        ? Refusals.CLUSTER_DOWN
        : new Reply.Error("MOVED " + hashSlot + " " + address);
  }

  /** Whether the command may run where the slot has a follower. */
  static boolean acceptsFollowers(Session session, CommandSpec spec) {
    return session.is(Session.Mode.READONLY)
        && spec.has(CommandFlag.READONLY)
        && !spec.has(CommandFlag.BLOCKING)
        && !spec.has(CommandTrait.BEGINS_WATCHES);
  }

  /**
   * Refuses to queue what would not run here.
   *
   * @throws CommandError with the way
   */
  void requireLed(TableDefinition table, KeySlots keys) {
    Leader leader = leaders.of(table.number(), keys.slot());
    if (keys.areOfSeveralHashSlots()) {
      throw new CommandError(Refusals.CROSS_SLOT);
    }
    if (leader != null && leader.node() != leaders.self()) {
      throw new CommandError(moved(leader, keys.hashSlot()).text());
    }
  }

  /** The session's next command keeps to the slot of this hash slot, if this node leads it. */
  void ofHashSlot(Session session, TableDefinition table, Arguments args) {
    BitSet scope = new BitSet(table.slotCount());
    long hashSlot = Decimal.parse(args.get(HASH_SLOT_AT)).orElse(-1);
    if (hashSlot >= 0 && hashSlot < HashSlot.COUNT) {
      int slot = table.slotOf((int) hashSlot);
      scope.set(slot, leaders.isHere(table.number(), slot));
    }
    session.scope(scope);
  }

  /**
   * The session's next command keeps to what this node leads of the table.
   *
   * @return whether all of that can be served at present
   */
  boolean findOwn(Session session, TableDefinition table) {
    BitSet own = new BitSet(table.slotCount());
    boolean served = true;
    for (int slot = 0; slot < table.slotCount(); slot++) {
      Leader leader = leaders.of(table.number(), slot);
      if (leader != null && leader.node() == leaders.self()) {
        own.set(slot);
        served &= leaders.isHere(table.number(), slot);
      }
    }
    session.scope(own);
    return served;
  }
}
