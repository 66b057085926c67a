package io.talus.testkit.cluster;

import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.MembershipChange;
import io.talus.domain.replication.replica.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A story: commands, and what the replicas of one slot do about them. Lines that begin with {@code
 * >} are commands and those with {@code #} are comments; what stands between them is the trace.
 *
 * <p>Times are virtual milliseconds; messages and syncs take one. Of replicas that may campaign at
 * the same moment, the one on the node with the smaller number is first. A crash loses everything
 * that was not synced.
 */
final class Scenario {
  private static final String COMMAND = "> ";
  private static final int SLOT = 0;

  private final ClusterRules rules;
  private final List<String> lines = new ArrayList<>();
  private final List<Operation> open = new ArrayList<>();
  private Cluster cluster;
  private boolean quiet;
  private long lastValue;

  private Scenario(ClusterRules rules) {
    this.rules = rules;
    this.cluster = cluster(3, 3, ConsistencyPolicy.QUORUM);
  }

  /** Plays the script, and returns it with its trace written anew. */
  static String play(String script, ClusterRules rules) {
    Scenario scenario = new Scenario(rules);
    for (String line : script.lines().toList()) {
      if (line.startsWith(COMMAND)) {
        scenario.lines.add(line);
        scenario.run(line.substring(COMMAND.length()));
      } else if (line.startsWith("#") || line.isBlank()) {
        scenario.lines.add(line);
      }
    }
    return String.join("\n", scenario.lines) + "\n";
  }

  private Cluster cluster(int nodes, int voters, ConsistencyPolicy policy) {
    Cluster made = new Cluster(nodes, 1, () -> 0, node -> () -> 2L * (node - 1) * 50, rules);
    made.policy(policy);
    made.start(voters);
    made.trace(
        (time, replica, event, effects) ->
            effects.forEach(
                effect ->
                    say(time, replica.member() + " " + TraceText.of(effect) + because(event))));
    return made;
  }

  private static String because(Event event) {
    return event instanceof Event.Persisted ? "   (synced)" : "";
  }

  private void say(long time, String what) {
    if (!quiet) {
      lines.add(String.format("%6d %s", time, what));
    }
  }

  private void run(String command) {
    List<String> words = List.of(command.split(" +"));
    List<String> arguments = words.subList(1, words.size());
    if (words.getFirst().equals("quietly")) {
      quiet = true;
      perform(arguments.getFirst(), arguments.subList(1, arguments.size()));
      quiet = false;
    } else {
      perform(words.getFirst(), arguments);
    }
    tellOutcomes();
  }

  private void perform(String command, List<String> arguments) {
    switch (command) {
      case "appointed" -> cluster = cluster(3, 3, ConsistencyPolicy.ASYNC);
      case "adopt" -> replica(arguments, 2).step(new Event.AdoptEpoch(number(arguments, 0)));
      case "appoint" -> replica(arguments, 2).step(new Event.Appoint(number(arguments, 0)));
      case "nodes" ->
          cluster = cluster(number(arguments, 0), number(arguments, 2), ConsistencyPolicy.QUORUM);
      case "run" -> cluster.time().runUntil(cluster.now() + number(arguments, 0));
      case "cut" -> cut(arguments);
      case "isolate" -> isolate(node(arguments, 0));
      case "heal" -> cluster.links().heal();
      case "hold" -> hold(arguments.getFirst(), true);
      case "release" -> hold(arguments.getFirst(), false);
      case "show" -> cluster.nodes().forEach(this::show);
      case "write" -> request(arguments, true);
      case "read" -> request(arguments, false);
      case "serves" -> serves(node(arguments, 0));
      case "transfer" -> replica(arguments, 0).step(new Event.TransferTo(member(arguments.get(2))));
      case "add" -> add(member(arguments.get(0)), replica(arguments, 2));
      case "promote" ->
          replica(arguments, 2)
              .step(
                  new Event.ProposeChange(
                      new MembershipChange.Promote(member(arguments.getFirst()))));
      case "remove" ->
          replica(arguments, 2)
              .step(
                  new Event.ProposeChange(
                      new MembershipChange.Remove(member(arguments.getFirst()))));
      default -> toNode(command, node(arguments, 0));
    }
  }

  private void toNode(String command, SimulatedNode node) {
    switch (command) {
      case "crash" -> node.crash();
      case "start" -> node.start();
      case "pause" -> node.pause();
      case "resume" -> node.resume();
      case "stick" -> node.stickDisk();
      case "free" -> node.freeDisk();
      case "drop" -> node.flushAndDrop(node.replica(SLOT).orElseThrow(), 0);
      case "flush" -> node.flushAndDrop(node.replica(SLOT).orElseThrow(), 100);
      case "lease" -> node.renewLease();
      case "alone" -> node.replica(SLOT).orElseThrow().step(new Event.GoAlone());
      case "seal" -> node.replica(SLOT).orElseThrow().step(new Event.Seal());
      case "bury" -> node.bury(SLOT, node.member(SLOT).orElseThrow());
      case "wipe" -> {
        node.crash();
        node.wipe();
        node.start();
      }
      default -> throw new IllegalArgumentException("command: " + command);
    }
  }

  private void cut(List<String> arguments) {
    for (String argument : arguments) {
      String[] ends = argument.split("[>-]");
      int from = member(ends[0]).node();
      int to = member(ends[1]).node();
      cluster.links().cut(from, to);
      if (argument.contains("-")) {
        cluster.links().cut(to, from);
      }
    }
  }

  private void isolate(SimulatedNode node) {
    for (int other : cluster.othersOf(node.id())) {
      cluster.links().cut(node.id(), other);
      cluster.links().cut(other, node.id());
    }
  }

  private void hold(String way, boolean held) {
    String[] ends = way.split(">");
    cluster.links().hold(member(ends[0]).node(), member(ends[1]).node(), held);
  }

  private void add(MemberId member, SimulatedReplica leader) {
    cluster.node(member.node()).join(SLOT, member, Membership.NONE);
    leader.step(new Event.ProposeChange(new MembershipChange.AddLearner(member)));
  }

  private void serves(SimulatedNode node) {
    boolean serves = node.replica(SLOT).orElseThrow().machine().servesReads(node.clock());
    say(
        cluster.now(),
        "n" + node.id() + (serves ? " serves" : " does not serve") + " reads from memory");
  }

  private void show(SimulatedNode node) {
    if (!node.isUp()) {
      say(cluster.now(), "n" + node.id() + " is down");
      return;
    }
    node.replica(SLOT)
        .ifPresent(
            replica -> {
              String log =
                  replica.entries().entrySet().stream()
                      .map(entry -> entry.getValue().epoch() + "/" + entry.getKey())
                      .collect(Collectors.joining(" "));
              say(
                  cluster.now(),
                  replica.key().member()
                      + (replica.machine().isLeader() ? " leads" : " is in")
                      + " epoch "
                      + replica.machine().epoch()
                      + ", log "
                      + log
                      + ", committed "
                      + replica.machine().commit()
                      + ", "
                      + replica.machine().membership());
            });
  }

  // -----------------------------------------------------------------------------------------
  // clients

  private void request(List<String> arguments, boolean write) {
    SimulatedNode node = node(arguments, arguments.size() - 1);
    int key = arguments.getFirst().charAt(0);
    lastValue++;
    long mustSee = cluster.invariants().acknowledged(SLOT, key);
    Operation operation =
        new Operation(SLOT, key, write, write ? lastValue : 0, cluster.now(), mustSee);
    open.add(operation);
    node.run(() -> node.request(operation));
  }

  private void tellOutcomes() {
    for (Operation operation : List.copyOf(open)) {
      if (operation.outcome() != Operation.Outcome.OPEN) {
        open.remove(operation);
        String what = (operation.write ? "write " : "read ") + (char) operation.key;
        String value = operation.outcome() == Operation.Outcome.DONE ? " " + operation.value() : "";
        say(cluster.now(), "client: " + what + value + " " + operation.outcome());
      }
    }
  }

  // ----------------------------------------------------------------------------------------
  // arguments

  private static int number(List<String> arguments, int index) {
    return Integer.parseInt(arguments.get(index));
  }

  private static MemberId member(String name) {
    String[] parts = name.substring(1).split("\\.");
    int life = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    return new MemberId(Integer.parseInt(parts[0]), life);
  }

  private SimulatedNode node(List<String> arguments, int index) {
    return cluster.node(member(arguments.get(index)).node());
  }

  private SimulatedReplica replica(List<String> arguments, int index) {
    return node(arguments, index).replica(SLOT).orElseThrow();
  }
}
