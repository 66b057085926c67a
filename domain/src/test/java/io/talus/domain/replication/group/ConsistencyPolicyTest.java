package io.talus.domain.replication.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsistencyPolicyTest {
  private static final MemberId ONE = MemberId.on(1);
  private static final MemberId TWO = MemberId.on(2);
  private static final MemberId THREE = MemberId.on(3);
  private static final MemberId LEARNER = MemberId.on(4);
  private static final Membership GROUP =
      new Membership(List.of(ONE, TWO, THREE), List.of(LEARNER));

  private final Map<MemberId, Long> holds = Map.of(ONE, 9L, TWO, 7L, THREE, 4L, LEARNER, 20L);

  @Test
  void quorumCommitsWhatAMajorityOfTheVotersHolds() {
    assertEquals(7, ConsistencyPolicy.QUORUM.committed(GROUP, ONE, holds::get));
  }

  @Test
  void quorumReleasesWhatIsCommitted() {
    assertEquals(5, ConsistencyPolicy.QUORUM.released(9, 8, 5, false));
  }

  @Test
  void asyncCommitsWhatTheFurthestFollowerHolds() {
    assertEquals(7, ConsistencyPolicy.ASYNC.committed(GROUP, ONE, holds::get));
    assertEquals(4, ConsistencyPolicy.ASYNC.committed(GROUP, THREE, holds::get));
    assertEquals(9, ConsistencyPolicy.ASYNC.committed(Membership.ofVoters(ONE), ONE, holds::get));
  }

  @Test
  void asyncReleasesWhatIsAppendedOrSynced() {
    assertEquals(9, ConsistencyPolicy.ASYNC.released(9, 8, 5, false));
    assertEquals(8, ConsistencyPolicy.ASYNC.released(9, 8, 5, true));
  }
}
