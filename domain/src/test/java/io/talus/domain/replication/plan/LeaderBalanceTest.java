package io.talus.domain.replication.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.plan.LeaderBalance.Move;
import io.talus.domain.slot.SlotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LeaderBalanceTest {
  private static final MemberId ONE = MemberId.on(1);
  private static final MemberId TWO = MemberId.on(2);
  private static final MemberId THREE = MemberId.on(3);
  private static final Set<Integer> NODES = Set.of(1, 2, 3);
  private static final int MANY = 1000;

  private static Map<SlotId, ReplicaGroup> ledBy(MemberId... leaders) {
    Map<SlotId, ReplicaGroup> groups = new HashMap<>();
    for (int slot = 0; slot < leaders.length; slot++) {
      groups.put(
          new SlotId(0, slot),
          new ReplicaGroup(5, Optional.of(leaders[slot]), Membership.ofVoters(ONE, TWO, THREE)));
    }
    return groups;
  }

  private static Map<Integer, Integer> leadsAfter(
      Map<SlotId, ReplicaGroup> groups, List<Move> moves) {
    Map<Integer, Integer> leads = new TreeMap<>(Map.of(1, 0, 2, 0, 3, 0));
    groups
        .values()
        .forEach(group -> leads.merge(group.leader().orElseThrow().node(), 1, Integer::sum));
    moves.forEach(
        move -> {
          leads.merge(move.from().node(), -1, Integer::sum);
          leads.merge(move.to().node(), 1, Integer::sum);
        });
    return leads;
  }

  @Test
  void nodeThatHasReturnedGetsItsShare() {
    Map<SlotId, ReplicaGroup> groups = ledBy(TWO, TWO, TWO, THREE, THREE, THREE);

    List<Move> moves = LeaderBalance.plan(groups, NODES, MANY);

    assertEquals(
        List.of(new Move(new SlotId(0, 0), TWO, ONE), new Move(new SlotId(0, 3), THREE, ONE)),
        moves);
  }

  @Test
  void movesOnlyAFewAtATime() {
    assertEquals(1, LeaderBalance.plan(ledBy(TWO, TWO, TWO, TWO, TWO), NODES, 1).size());
  }

  @Test
  void nothingMovesForADifferenceOfOne() {
    assertEquals(List.of(), LeaderBalance.plan(ledBy(ONE, TWO, TWO, THREE), NODES, MANY));
  }

  @Test
  void nobodyMovesToANodeThatMayNotLead() {
    List<Move> moves = LeaderBalance.plan(ledBy(TWO, TWO, TWO, TWO, TWO, TWO), Set.of(2, 3), MANY);

    assertTrue(moves.stream().allMatch(move -> move.to().equals(THREE)), moves::toString);
    assertEquals(3, moves.size());
  }

  @Test
  void nobodyMovesToAReplicaThatLags() {
    Map<SlotId, ReplicaGroup> groups = ledBy(TWO, TWO, TWO);
    groups.replaceAll((slot, group) -> group.marked(Set.of(ONE, THREE)));

    assertEquals(List.of(), LeaderBalance.plan(groups, NODES, MANY));
  }

  @Test
  void endsEvenWhateverItBeginsWith() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MemberId[] leaders = new MemberId[1 + random.nextInt(60)];
      for (int i = 0; i < leaders.length; i++) {
        leaders[i] = MemberId.on(1 + random.nextInt(3));
      }
      Map<SlotId, ReplicaGroup> groups = ledBy(leaders);

      Map<Integer, Integer> leads = leadsAfter(groups, LeaderBalance.plan(groups, NODES, MANY));

      int most = leads.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
      int fewest = leads.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
      assertTrue(most - fewest <= 1, "seed " + seed + ": " + leads);
    }
  }
}
