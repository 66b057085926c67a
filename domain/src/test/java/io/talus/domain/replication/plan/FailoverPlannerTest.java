package io.talus.domain.replication.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FailoverPlannerTest {
  private static final MemberId ONE = MemberId.on(1);
  private static final MemberId TWO = MemberId.on(2);
  private static final MemberId THREE = MemberId.on(3);
  private static final ReplicaGroup GROUP =
      new ReplicaGroup(4, Optional.of(ONE), Membership.ofVoters(ONE, TWO, THREE));
  private static final Set<MemberId> ALL = Set.of(ONE, TWO, THREE);

  @Test
  void takesTheLargestPosition() {
    assertEquals(THREE, appointed(ALL, report(TWO, 5, 80), report(THREE, 5, 90)));
  }

  @Test
  void takesNobodyWhoIsNotInSync() {
    assertEquals(TWO, appointed(Set.of(ONE, TWO), report(TWO, 5, 80), report(THREE, 5, 90)));
  }

  @Test
  void waitsWhenNobodyInSyncHasReported() {
    FailoverDecision decision = plan(5, Set.of(ONE), Map.of(), report(THREE, 5, 90));

    assertInstanceOf(FailoverDecision.Wait.class, decision);
  }

  @Test
  void doesNotCompareReportsFromAnOlderEpoch() {
    assertEquals(TWO, appointed(ALL, report(TWO, 5, 80), report(THREE, 4, 90)));
  }

  @Test
  void grantsTheEpochThatSomebodyIsInAlready() {
    FailoverDecision decision = plan(5, ALL, Map.of(), report(TWO, 5, 80), report(THREE, 7, 90));

    assertEquals(7, assertInstanceOf(FailoverDecision.GrantEpoch.class, decision).epoch());
  }

  @Test
  void grantsANewEpochWhenThisOneHasHadItsLeader() {
    FailoverDecision decision = plan(4, ALL, Map.of(), report(TWO, 4, 80));

    assertEquals(5, assertInstanceOf(FailoverDecision.GrantEpoch.class, decision).epoch());
  }

  @Test
  void ofEqualsTakesTheNodeThatLeadsFewest() {
    FailoverDecision decision =
        plan(5, ALL, Map.of(2, 10, 3, 9), report(TWO, 5, 90), report(THREE, 5, 90));

    assertEquals(
        Optional.of(THREE),
        assertInstanceOf(FailoverDecision.Appoint.class, decision).group().leader());
  }

  @Test
  void appointsInTheEpochThatWasGranted() {
    FailoverDecision decision = plan(5, ALL, Map.of(), report(TWO, 5, 80));

    assertEquals(
        GROUP.led(5, TWO), assertInstanceOf(FailoverDecision.Appoint.class, decision).group());
  }

  private static MemberId appointed(Set<MemberId> inSync, ReplicaReport... reports) {
    FailoverDecision decision = plan(5, inSync, Map.of(), reports);
    return assertInstanceOf(FailoverDecision.Appoint.class, decision)
        .group()
        .leader()
        .orElseThrow();
  }

  private static FailoverDecision plan(
      long granted, Set<MemberId> inSync, Map<Integer, Integer> leads, ReplicaReport... reports) {
    return FailoverPlanner.plan(GROUP, granted, inSync, List.of(reports), leads);
  }

  private static ReplicaReport report(MemberId member, long epoch, long index) {
    return new ReplicaReport(member, epoch, new LogPosition(4, index));
  }
}
