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
import io.talus.simulation.Tally.Event;
import io.talus.testkit.simulation.SimulatedClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees every command that the node executes, in the order in which it does, and has the reference
 * execute it, too: both must come to the same. Knows what of the log must be there after a crash.
 */
final class Witness implements CommandLedger {
  private static final ReplyShape SHAPE = new ReplyShape(2);

  private static final String UNREADABLE = "MISCONF The store cannot be read";

  /** Commands whose replies say what their only key holds. */
  private static final Set<String> LOOKS =
      Set.of("get", "strlen", "llen", "lrange", "scard", "smembers", "hlen", "hgetall", "zcard");

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

  /** In which block each key was changed last, as far as that is known for sure. */
  private final Map<TableKey, Long> changedIn = new HashMap<>();

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
    changedIn.values().removeIf(block -> block >= fromBlock);
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
      Operation operation = new Operation(appended + 1, clock.nowMillis(), session.table(), words);
      compare(operation, spec, outcome);
      connection.dependsOn(blockOf(operation, spec, args, outcome));
    }
    if (spec.name().equals("exec") && outcome instanceof Reply.Array) {
      tally.add(Event.TRANSACTION);
    }
    connection.ran(outcome);
  }

  /**
   * The block that has to be safe before the reply leaves: where the command has changed its only
   * key, or where that was changed last. 0 if the command need not have looked.
   */
  private long blockOf(
      Operation operation, CommandSpec spec, Arguments args, CommandOutcome outcome) {
    List<Bytes> named = new ArrayList<>();
    spec.keys().forEach(key -> key.forEach(args, at -> named.add(args.get(at))));
    if (outcome instanceof Reply.Error || !(outcome instanceof Reply) || named.size() != 1) {
      return 0;
    }
    TableKey key = new TableKey(operation.table(), named.getFirst());
    if (spec.has(CommandFlag.WRITE)) {
      if (!reference.hasChanged()) {
        return 0;
      }
      changedIn.put(key, operation.block());
    }
    return spec.has(CommandFlag.WRITE) || LOOKS.contains(operation.name())
        ? changedIn.getOrDefault(key, 0L)
        : 0;
  }

  /** Such a command must have done nothing: if it has, the next to look will see it. */
  private static boolean isUnreadable(CommandOutcome outcome) {
    return outcome instanceof Reply.Error error && error.text().startsWith(UNREADABLE);
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
