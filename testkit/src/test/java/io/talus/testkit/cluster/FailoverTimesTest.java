package io.talus.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.replica.CampaignAllotment;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.replication.support.SupportRules;
import io.talus.testkit.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** How long slots are without a leader that works, in virtual time. */
final class FailoverTimesTest {
  private static final int FAILOVER_MILLIS = 3000;

  private static final SupportRules IGNORES_THE_DISK =
      new SupportRules() {
        @Override
        public boolean needsDisk() {
          return false;
        }
      };

  /** Counts what all replicas do. */
  private static final class Counter implements ClusterTrace {
    private long sent;
    private final Map<String, Integer> campaigns = new HashMap<>();

    @Override
    public void stepped(long time, NodeDisk.MemberKey replica, Event event, List<Effect> effects) {
      for (Effect effect : effects) {
        if (effect instanceof Effect.Send send) {
          sent++;
          boolean begins =
              event instanceof Event.Tick
                  && send.message() instanceof Message.VoteRequest request
                  && request.ballot() == Ballot.PRE;
          if (begins) {
            campaigns.merge(time + " " + replica.member(), 1, Integer::sum);
          }
        }
      }
    }
  }

  @Test
  void aThousandSlotsOfADeadNodeLeadElsewhereWithoutAStorm() {
    Cluster cluster = cluster(1000, ClusterRules.SOUND);
    Counter counter = new Counter();
    cluster.trace(counter);
    cluster.time().runUntil(FAILOVER_MILLIS);
    assertEquals(1000, led(cluster));

    cluster.node(1).crash();
    cluster.time().runUntil(cluster.now() + FAILOVER_MILLIS);

    assertEquals(1000, led(cluster));
    int others = 2;
    assertTrue(
        counter.campaigns.values().stream()
            .allMatch(requests -> requests <= others * CampaignAllotment.PER_TICK),
        () -> "campaigns: " + counter.campaigns);
  }

  @Test
  void slotsThatRestSendNothing() {
    Cluster cluster = cluster(1000, ClusterRules.SOUND);
    cluster.time().runUntil(FAILOVER_MILLIS);
    Counter counter = new Counter();
    cluster.trace(counter);

    cluster.time().runUntil(cluster.now() + 10_000);

    assertEquals(0, counter.sent);
  }

  @Test
  void leaderWithAStalledDiskIsReplaced() {
    assertTrue(isReplacedWhenItsDiskSticks(ClusterRules.SOUND));
    assertFalse(isReplacedWhenItsDiskSticks(ClusterRules.SOUND.with(IGNORES_THE_DISK)));
  }

  private static boolean isReplacedWhenItsDiskSticks(ClusterRules rules) {
    Cluster cluster = cluster(1, rules);
    cluster.time().runUntil(FAILOVER_MILLIS);
    SimulatedReplica leader = cluster.leader(0).orElseThrow();
    cluster.node(leader.key().member().node()).stickDisk();

    // A disk is seen to stall by those that wait for it.
    leader.step(new Event.Propose(1));
    cluster.time().runUntil(cluster.now() + FAILOVER_MILLIS);

    return cluster.leader(0).filter(now -> now != leader).isPresent();
  }

  @Test
  void leaderThatHearsNobodyGivesWay() {
    Cluster cluster = cluster(1, ClusterRules.SOUND);
    cluster.time().runUntil(FAILOVER_MILLIS);
    SimulatedReplica leader = cluster.leader(0).orElseThrow();
    int node = leader.key().member().node();
    cluster.othersOf(node).forEach(other -> cluster.links().cut(other, node));

    cluster.time().runUntil(cluster.now() + FAILOVER_MILLIS);

    assertFalse(leader.machine().isLeader());
    assertTrue(cluster.leader(0).isPresent());
  }

  private static Cluster cluster(int slots, ClusterRules rules) {
    RandomGenerator random = Seeds.first();
    Cluster cluster = new Cluster(3, slots, random, node -> random, rules);
    cluster.links().weather(0, 0, 3);
    cluster.start(3);
    return cluster;
  }

  private static long led(Cluster cluster) {
    long count = 0;
    for (int slot = 0; slot < cluster.slots(); slot++) {
      if (cluster.leader(slot).filter(leader -> leader.machine().isEstablished()).isPresent()) {
        count++;
      }
    }
    return count;
  }
}
