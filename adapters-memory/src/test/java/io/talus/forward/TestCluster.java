package io.talus.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.Leaders.Leader;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Nodes, who leads, and what of the data is where: it moves with the leadership. */
final class TestCluster {
  static final int NODES = 3;

  private final RandomGenerator random;
  private final Schedule schedule;
  private final Cables cables;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final int[] leads = new int[ClusterNode.SLOTS];
  private final long[] epochs = new long[ClusterNode.SLOTS];

  TestCluster(long seed) {
    random = new SplittableRandom(seed);
    schedule = new Schedule(random);
    cables = new Cables(schedule);
    for (int i = 0; i < NODES; i++) {
      nodes.add(new ClusterNode(i, schedule, cables, seed + i));
    }
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      leads[slot] = slot % NODES;
      epochs[slot] = 1;
      for (ClusterNode node : nodes) {
        node.leaders().learn(slot, new Leader(leads[slot], 1));
      }
    }
  }

  static int slotOf(String key) {
    return HashSlot.of(Bytes.of(key)) / (HashSlot.COUNT / ClusterNode.SLOTS);
  }

  /** A key of a slot, by number. */
  static String key(int slot, int number) {
    int found = -1;
    for (int i = 0; ; i++) {
      if (slotOf("k" + i) == slot && ++found == number) {
        return "k" + i;
      }
    }
  }

  Schedule schedule() {
    return schedule;
  }

  Cables cables() {
    return cables;
  }

  RandomGenerator random() {
    return random;
  }

  ClusterNode node(int number) {
    return nodes.get(number);
  }

  int leaderOf(int slot) {
    return leads[slot];
  }

  /** The slot's leader gives it up; until {@link #lead} nobody leads it. */
  void resign(int slot) {
    node(leads[slot]).leaders().forgets(slot);
  }

  /** Another node leads the slot from now on, and has its data. */
  void lead(int slot, int target) {
    ClusterNode from = node(leads[slot]);
    ClusterNode to = node(target);
    if (target != leads[slot]) {
      move(slot, from, to);
    }
    leads[slot] = target;
    epochs[slot]++;
    Leader leader = new Leader(target, epochs[slot]);
    to.leaders().learn(slot, leader);
    for (ClusterNode node : nodes) {
      node.loop().post(() -> node.leaders().learn(slot, leader));
    }
  }

  private static void move(int slot, ClusterNode from, ClusterNode to) {
    if (from.inside(Bytes.of("KEYS"), Bytes.of("*")) instanceof Reply.Bulks keys) {
      for (Bytes key : keys.items()) {
        if (slotOf(key.latin1()) == slot
            && from.inside(Bytes.of("DUMP"), key) instanceof Reply.Bulk dump) {
          to.inside(Bytes.of("RESTORE"), key, Bytes.of("0"), dump.value(), Bytes.of("REPLACE"));
          from.inside(Bytes.of("DEL"), key);
        }
      }
    }
  }

  /** Sends, and waits for all replies. */
  List<Reply> all(PipelineClient client, String... lines) {
    int before = client.replies().size();
    for (String line : lines) {
      client.send(line.split(" "));
    }
    schedule.until(
        "replies to " + List.of(lines),
        () -> client.replies().size() - before == lines.length || client.isAborted());
    return List.copyOf(client.replies().subList(before, client.replies().size()));
  }

  Reply one(PipelineClient client, String line) {
    return all(client, line).getFirst();
  }
}
