package io.talus.simulation;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.shard.CommandLedger;
import io.talus.commands.differential.Comparison;
import io.talus.commands.differential.ReplyShape;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.Tally.Event;
import io.talus.testkit.simulation.SimulatedClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sees every command that the node executes, in the order in which it does, and has the reference
 * execute it, too: both must come to the same. Knows what of the log must be there after a crash.
 */
final class Witness implements CommandLedger {
  private static final ReplyShape SHAPE = new ReplyShape(2);

  /** What a node may answer that has less than the twin. */
  private static final List<String> REFUSALS =
      List.of(
          "MISCONF The store cannot be read",
          "NOREPLICAS",
          "ERR the command needs more memory at once");

  /** Commands whose replies say what their only key holds. */
  private static final Set<String> LOOKS =
      Set.of("get", "strlen", "llen", "lrange", "scard", "smembers", "hlen", "hgetall", "zcard");

  /** Commands that change the expiry of any key, or come to 0. */
  private static final Set<String> TIMES =
      Set.of("expire", "pexpire", "expireat", "pexpireat", "persist");

  private final SimulatedClock clock;
  private final Trace trace;
  private final Tally tally;
  private final Reference reference = new Reference();
  private final Set<Bytes> keys = new LinkedHashSet<>();
  private @Nullable SimulatedConnection auditor;

  /** Whether the command that is being looked at is the auditor's. */
  private boolean auditing;

  /**
   * Whether the auditor has just looked at all keys: one may have been mentioned since it asked.
   */
  private boolean allLookedAt;

  /** Where each key was changed last, as far as that is known for sure. */
  private final Map<TableKey, Place> changedIn = new HashMap<>();

  private Function<SlotId, @Nullable Long> nextIndex = slot -> null;

  private long appended;
  private long synced;
  private long begun = 1;

  Witness(SimulatedClock clock, Trace trace, Tally tally) {
    this.clock = clock;
    this.trace = trace;
    this.tally = tally;
  }

  Trace trace() {
    return trace;
  }

  private record TableKey(int table, Bytes key) {}

  /**
   * Where something was changed.
   *
   * @param slot the slot that waits for other nodes, if it is in one
   */
  record Place(long block, @Nullable SlotId slot, long index) {
    static final Place NOWHERE = new Place(0, null, 0);
  }

  /**
   * Asks which index the next unit of a slot has; nothing is known of slots that are the node's
   * alone.
   */
  void indexes(Function<SlotId, @Nullable Long> next) {
    nextIndex = next;
  }

  /** The slot's log was cut behind the index, in this block. */
  void cut(SlotId slot, long kept, long block) {
    int count = reference.cut(slot, kept, block);
    countIfAny(Event.CUT_WRITE, count);
    changedIn.values().removeIf(place -> slot.equals(place.slot()) && place.index() > kept);
    trace.add("%d writes are cut off", count);
  }

  /** Another leader has executed this. */
  void foreign(SlotId slot, long index, List<Bytes> words) {
    keys.add(words.get(1));
    trace.add("another leader of %s: %s", slot, words);
    reference.run(new Operation(appended + 1, slot, index, clock.nowMillis(), slot.table(), words));
  }

  /** All keys that were ever mentioned. */
  List<Bytes> keys() {
    return List.copyOf(keys);
  }

  /** Who looks at everything; also the numbers of keys that it is told are compared. */
  void auditor(@Nullable SimulatedConnection connection) {
    auditor = connection;
  }

  /** The log has come so far. */
  void logged(long lastBlock, long syncedBlock) {
    appended = lastBlock;
    synced = syncedBlock;
    begun = lastBlock + 1;
  }

  /** The next block is not in the log, and everything in it is as if it had never been. */
  void notAppended() {
    int count = forget(appended + 1);
    tally.add(Event.DISCARDED_BLOCK);
    countIfAny(Event.DISCARDED_WRITE, count);
    trace.add("block %d is discarded with %d writes", appended + 1, count);
  }

  /** The machine has failed: only what was synced must be there. */
  void machineFailed() {
    appended = synced;
  }

  /** A process has opened the log up to this block. */
  void recovered(long lastBlock) {
    if (lastBlock < appended) {
      throw trace.failure(
          "the log ends with block %d, although block %d was safe", lastBlock, appended);
    }
    if (lastBlock > begun) {
      throw trace.failure("the log has block %d, which was never written", lastBlock);
    }
    int count = forget(lastBlock + 1);
    countIfAny(Event.LOST_WRITE, count);
    trace.add("the log holds the blocks to %d; %d writes are lost", lastBlock, count);
    logged(lastBlock, lastBlock);
  }

  private int forget(long fromBlock) {
    changedIn.values().removeIf(place -> place.block() >= fromBlock);
    return reference.forget(fromBlock);
  }

  @Override
  public void runs(Session session, CommandSpec spec) {
    // What it comes to is what counts.
  }

  @Override
  public void refused(@Nullable CommandSpec spec, Reply.Error error) {
    // It must have done nothing: if it has, the next to look will see it.
    if (error.text().startsWith("MISCONF")) {
      tally.add(Event.REFUSED);
    }
  }

  @Override
  public void ran(
      Session session, CommandSpec spec, Arguments args, CommandOutcome outcome, long nanos) {
    SimulatedConnection connection = (SimulatedConnection) session.channel();
    auditing = connection == auditor;
    if (spec.command() instanceof DataCommand && !isUnreadable(outcome)) {
      tally.add(outcome instanceof Blocked ? Event.BLOCKED : Event.COMMAND);
      spec.keys().forEach(key -> key.forEach(args, at -> keys.add(args.get(at))));
      List<Bytes> words = args.slice(0, args.count());
      if (spec.name().equals("exists")) {
        allLookedAt = words.containsAll(keys);
      }
      Operation operation = operation(session.table(), spec, args, words);
      compare(operation, spec, outcome);
      connection.dependsOn(placeOf(operation, spec, args, outcome));
    }
    if (spec.name().equals("exec") && outcome instanceof Reply.Array) {
      tally.add(Event.TRANSACTION);
    }
    connection.ran(outcome);
  }

  private Operation operation(int table, CommandSpec spec, Arguments args, List<Bytes> words) {
    @Nullable SlotId[] waiting = {null};
    spec.keys()
        .forEach(
            key ->
                key.forEach(
                    args,
                    at -> {
                      SlotId slot = Replication.slotOf(table, args.get(at));
                      if (nextIndex.apply(slot) != null) {
                        waiting[0] = slot;
                      }
                    }));
    SlotId slot = waiting[0];
    Long index = slot == null ? null : nextIndex.apply(slot);
    return new Operation(
        appended + 1, slot, index == null ? 0 : index, clock.nowMillis(), table, words);
  }

  /**
   * What has to be safe before the reply leaves: where the command has changed its only key, or
   * where that was changed last. Nowhere if the command need not have looked.
   */
  private Place placeOf(
      Operation operation, CommandSpec spec, Arguments args, CommandOutcome outcome) {
    List<Bytes> named = new ArrayList<>();
    spec.keys().forEach(key -> key.forEach(args, at -> named.add(args.get(at))));
    if (outcome instanceof Reply.Error || !(outcome instanceof Reply) || named.size() != 1) {
      return Place.NOWHERE;
    }
    TableKey key = new TableKey(operation.table(), named.getFirst());
    if (spec.has(CommandFlag.WRITE)) {
      // A hash may have lost fields whose time had come here before it has in the twin.
      boolean mayDropFields = operation.name().startsWith("h") || hasSetNoTime(operation, outcome);
      if (!reference.hasChanged() || mayDropFields) {
        return Place.NOWHERE;
      }
      changedIn.put(key, new Place(operation.block(), operation.slot(), operation.index()));
    }
    return spec.has(CommandFlag.WRITE) || LOOKS.contains(operation.name())
        ? changedIn.getOrDefault(key, Place.NOWHERE)
        : Place.NOWHERE;
  }

  /** It has looked at a key, which may be a hash, and left its time as it was. */
  private static boolean hasSetNoTime(Operation operation, CommandOutcome outcome) {
    return TIMES.contains(operation.name()) && outcome.equals(new Reply.Int(0));
  }

  /** Such a command must have done nothing: if it has, the next to look will see it. */
  private static boolean isUnreadable(CommandOutcome outcome) {
    return outcome instanceof Reply.Error error
        && REFUSALS.stream().anyMatch(error.text()::startsWith);
  }

  private void countIfAny(Event event, int count) {
    if (count > 0) {
      tally.add(event, count);
    }
  }

  private void compare(Operation operation, CommandSpec spec, CommandOutcome outcome) {
    if (outcome instanceof Blocked blocked) {
      require(operation, reference.ask(operation), blocked.insteadOfWaiting());
    } else if (outcome instanceof Reply reply) {
      if (spec.name().equals("spop") && !(reply instanceof Reply.Error)) {
        takeOut(operation, reply);
      } else if (isListing(operation) && !(reply instanceof Reply.Error)) {
        requireListed(operation, reply);
      } else if (spec.has(CommandFlag.WRITE)) {
        require(operation, reference.run(operation), reply);
      } else {
        require(operation, reference.ask(operation), reply);
      }
    }
  }

  private static boolean isListing(Operation operation) {
    return switch (operation.name()) {
      case "keys", "scan", "randomkey" -> true;
      default -> false;
    };
  }

  /**
   * Nothing that is there is left out. A hash whose last fields have expired may still be listed
   * until somebody looks at it; where a page of an audit ends is up to the node.
   */
  private void requireListed(Operation operation, Reply reply) {
    List<Bytes> looked = new ArrayList<>(List.of(Bytes.of("none")));
    looked.addAll(keys);
    reference.ask(operation.with("EXISTS", looked));
    boolean isPage = auditing && operation.name().equals("scan");
    Reply expected = reference.ask(operation);
    boolean left =
        operation.name().equals("randomkey")
            ? reply instanceof Reply.Null && !(expected instanceof Reply.Null)
            : !Operation.bulks(reply).containsAll(Operation.bulks(expected));
    if (left && !isPage) {
      throw disagreement(operation, expected, reply);
    }
  }

  /** What was drawn by chance is taken out of the reference's set, too. */
  private void takeOut(Operation pop, Reply reply) {
    Bytes key = pop.words().get(1);
    long wanted = pop.words().size() > 2 ? Long.parseLong(pop.words().get(2).latin1()) : 1;
    Reply size = reference.ask(pop.with("SCARD", List.of(key)));
    List<Bytes> taken = Operation.bulks(reply);
    if (!size.equals(Reply.integer(taken.size())) && taken.size() != wanted) {
      throw disagreement(pop, size, reply);
    }
    if (!taken.isEmpty()) {
      List<Bytes> arguments = new ArrayList<>(List.of(key));
      arguments.addAll(taken);
      require(pop, reference.run(pop.with("SREM", arguments)), Reply.integer(taken.size()));
    }
  }

  private void require(Operation operation, Reply expected, Reply actual) {
    if (!comparison(operation).accepts(SHAPE.of(expected), SHAPE.of(actual))) {
      throw disagreement(operation, expected, actual);
    }
  }

  private AssertionError disagreement(Operation operation, Reply expected, Reply actual) {
    return trace.failure(
        "%s%nin memory: %s%non disk: %s", operation, SHAPE.of(expected), SHAPE.of(actual));
  }

  private Comparison comparison(Operation operation) {
    return switch (operation.name()) {
      case "hgetall" -> Comparison.PAIRS;
      case "hkeys", "hvals", "smembers", "sinter", "sunion", "sdiff", "sort" -> Comparison.ANYORDER;
      case "hrandfield", "srandmember", "zrandmember" -> Comparison.SHAPE;
      // Keys whose time has come are counted until somebody looks at them.
      case "dbsize" -> auditing && allLookedAt ? Comparison.EXACT : Comparison.SHAPE;
      case "hscan", "sscan", "zscan" -> Comparison.SCAN;
      default -> Comparison.EXACT;
    };
  }
}
