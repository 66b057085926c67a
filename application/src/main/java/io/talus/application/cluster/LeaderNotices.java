package io.talus.application.cluster;

import io.talus.application.port.EventLoop;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the metadata which slots this node was elected to lead: afterwards, and only ever upward.
 * Nobody's safety depends on it; others find the leader sooner. Belongs to the shard's thread.
 */
final class LeaderNotices {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderNotices.class);

  /** A failover of many slots comes within so short a time, and is told at once. */
  private static final long PAUSE_MILLIS = 100;

  /** As many as the metadata takes in one change. */
  private static final int SLOTS_AT_ONCE = 100;

  /** When the metadata is away. */
  private static final long RETRY_MILLIS = 1000;

  /** A slot that this node leads. */
  private record Led(long epoch, MemberId leader) {}

  private final TopologyRepository topology;
  private final EventLoop loop;
  private final Map<SlotId, Led> untold =
      new TreeMap<>(Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot));
  private boolean waiting;

  LeaderNotices(TopologyRepository topology, EventLoop loop) {
    this.topology = topology;
    this.loop = loop;
  }

  /** This node's replica leads the slot. */
  void leads(SlotId slot, long epoch, MemberId leader) {
    untold.put(slot, new Led(epoch, leader));
    tellSoon(PAUSE_MILLIS);
  }

  /** This node's replica leads the slot no more. */
  void leadsNoMore(SlotId slot) {
    untold.remove(slot);
  }

  private void tellSoon(long millis) {
    if (!waiting) {
      waiting = true;
      loop.schedule(millis, this::tell);
    }
  }

  private void tell() {
    Optional<ClusterImage> image = topology.current();
    List<TopologyChange> changes = new ArrayList<>();
    image.ifPresent(known -> collect(known, changes));
    if (changes.isEmpty()) {
      waiting = false;
      if (!untold.isEmpty()) {
        tellSoon(RETRY_MILLIS);
      }
      return;
    }
    topology.change(changes, this::told);
  }

  private void collect(ClusterImage image, List<TopologyChange> changes) {
    for (Map.Entry<SlotId, Led> each : new LinkedHashMap<>(untold).entrySet()) {
      Optional<ReplicaGroup> group = image.topology().group(each.getKey());
      Led led = each.getValue();
      boolean isNews =
          group.isPresent()
              && group.get().epoch() < led.epoch()
              && group.get().membership().isVoter(led.leader());
      if (!isNews) {
        untold.remove(each.getKey());
      } else if (changes.size() < SLOTS_AT_ONCE) {
        changes.add(
            new TopologyChange.SetGroup(each.getKey(), group.get().led(led.epoch(), led.leader())));
      }
    }
  }

  private void told(ChangeOutcome outcome) {
    waiting = false;
    switch (outcome) {
      // The image that follows shows what is told, and that removes it.
      case ChangeOutcome.Made ignored -> tellSoon(PAUSE_MILLIS);
      case ChangeOutcome.Overtaken ignored -> tellSoon(PAUSE_MILLIS);
      case ChangeOutcome.Refused refused -> {
        LOG.warn("the metadata does not take who leads: {}", refused.reason());
        tellSoon(RETRY_MILLIS);
      }
      case ChangeOutcome.Failed ignored -> tellSoon(RETRY_MILLIS);
      case ChangeOutcome.Unknown ignored -> tellSoon(RETRY_MILLIS);
    }
  }
}
