package io.talus.application.manager;

import io.talus.application.port.EventLoop;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.topology.ClusterImage;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TableDefinition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which slots need a leader, of those whose leaders are appointed, and why. Belongs to the
 * manager's loop.
 *
 * <p>It looks twice. A node that has lost its lease only because the metadata was away, or has
 * forgotten leases, is back in a moment; when many are gone at once, that is likely, and they get
 * longer. And a node that was just appointed leads in a moment.
 */
final class Leaderless {
  private static final Logger LOG = LoggerFactory.getLogger(Leaderless.class);

  static final Comparator<SlotId> ORDER =
      Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot);

  /** A node asks for another lease within a quarter of one (750 ms), but hardly ever has to. */
  private static final long GONE_MILLIS = 300;

  /** With several gone at once, each gets the time to ask for one, and to write that it lives. */
  private static final long SEVERAL_GONE_MILLIS = 2000;

  /** So often nodes are asked whether they lead what they were appointed to. */
  private static final long ASK_MILLIS = 400;

  /** What a node has said of itself. */
  private static final class Told {
    private Map<SlotId, Long> before = Map.of();
    private Map<SlotId, Long> last = Map.of();
    private boolean asking;
    private long askedMillis = Long.MIN_VALUE;
  }

  private final Adoption.Asking asking;
  private final EventLoop loop;
  private final Map<Integer, Long> goneSince = new HashMap<>();
  private final Map<Integer, Told> told = new HashMap<>();

  Leaderless(Adoption.Asking asking, EventLoop loop) {
    this.asking = asking;
    this.loop = loop;
  }

  /** How many slots each node leads. */
  static Map<Integer, Integer> leads(ClusterImage image) {
    Map<Integer, Integer> leads = new TreeMap<>();
    for (ReplicaGroup group : image.topology().groups().values()) {
      group.leader().ifPresent(leader -> leads.merge(leader.node(), 1, Integer::sum));
    }
    return leads;
  }

  /** Those that need a leader now, with the reason; and begins to ask who leads nothing. */
  Map<SlotId, String> find(ClusterImage image) {
    long now = TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
    noticeGone(image, now);
    Set<Integer> leaders = new HashSet<>();
    Map<SlotId, String> needy = new TreeMap<>(ORDER);
    image
        .topology()
        .groups()
        .forEach(
            (slot, group) -> {
              if (isAppointed(image, slot)) {
                group.leader().ifPresent(leader -> leaders.add(leader.node()));
                why(image, slot, group, now).ifPresent(reason -> needy.put(slot, reason));
              }
            });
    leaders.retainAll(image.alive());
    told.keySet().retainAll(leaders);
    leaders.forEach(node -> ask(node, now));
    return needy;
  }

  private static boolean isAppointed(ClusterImage image, SlotId slot) {
    TableDefinition table = image.tables().find(slot.table());
    return table != null && table.consistency() == Consistency.ASYNC;
  }

  private void noticeGone(ClusterImage image, long now) {
    goneSince.keySet().removeAll(image.alive());
    for (int node : image.topology().nodes().keySet()) {
      if (!image.alive().contains(node)) {
        goneSince.putIfAbsent(node, now);
      }
    }
  }

  private Optional<String> why(ClusterImage image, SlotId slot, ReplicaGroup group, long now) {
    if (group.leader().isEmpty()) {
      return Optional.of("it never had one");
    }
    int node = group.leader().get().node();
    if (!image.alive().contains(node)) {
      long patience = goneTogether(node) > 1 ? SEVERAL_GONE_MILLIS : GONE_MILLIS;
      return now - goneSince.getOrDefault(node, now) >= patience
          ? Optional.of("node %d is gone: its lease is over".formatted(node))
          : Optional.empty();
    }
    Told of = told.get(node);
    boolean leadsNot =
        of != null
            && isSaid(of.before, slot, group.epoch())
            && isSaid(of.last, slot, group.epoch());
    return leadsNot
        ? Optional.of("node %d was appointed, and does not lead any more".formatted(node))
        : Optional.empty();
  }

  private static boolean isSaid(Map<SlotId, Long> said, SlotId slot, long epoch) {
    return said.getOrDefault(slot, -1L) == epoch;
  }

  /** How many nodes have gone with this one, at about the same time. */
  private long goneTogether(int node) {
    long since = goneSince.getOrDefault(node, 0L);
    return goneSince.values().stream()
        .filter(other -> Math.abs(other - since) < SEVERAL_GONE_MILLIS)
        .count();
  }

  private void ask(int node, long now) {
    Told of = told.computeIfAbsent(node, _ -> new Told());
    if (!of.asking && now - ASK_MILLIS >= of.askedMillis) {
      of.asking = true;
      of.askedMillis = now;
      asking.ask(node, Topics.LEADERLESS, new byte[0], answer -> told(node, of, answer));
    }
  }

  private static void told(int node, Told of, Optional<byte[]> answer) {
    of.asking = false;
    try {
      of.before = of.last;
      of.last = answer.isPresent() ? SlotLines.readEpochs(answer.get()) : Map.of();
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("node {} says what nobody can read: {}", node, unreadable.getMessage());
    }
  }
}
