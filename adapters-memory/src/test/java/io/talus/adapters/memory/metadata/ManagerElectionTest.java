package io.talus.adapters.memory.metadata;

import static io.talus.testkit.metadata.MetadataUnderTest.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.decision.Decision;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.decision.DecisionRing;
import io.talus.application.decision.Decisions;
import io.talus.application.manager.ManagerElection;
import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Candidates on loops of their own, one of which can stand still, under virtual time. */
final class ManagerElectionTest {
  private static final long LEASE = ManagerElection.LEASE_MILLIS;

  private final SimulatedClock clock = new SimulatedClock(1);
  private final SimulatedLoop[] loops = {new SimulatedLoop(clock), new SimulatedLoop(clock)};
  private final MemoryMetadata metadata = new MemoryMetadata(loops[0]::nanoTime);
  private final MemoryMetadataStore[] stores = {store(0), store(1)};
  private final ManagerElection[] candidates = {candidate(0), candidate(1)};
  private final boolean[] paused = new boolean[2];

  private MemoryMetadataStore store(int index) {
    return new MemoryMetadataStore(metadata, loops[index]);
  }

  private ManagerElection candidate(int index) {
    return new ManagerElection(stores[index], loops[index], "node" + index);
  }

  @Test
  void oneOfTwoIsElected() {
    pass(LEASE);

    assertEquals(1, acting());
    assertEquals(candidates[0].manager(), candidates[1].manager());
    assertEquals(Optional.of("node" + elected()), candidates[0].manager());
  }

  @Test
  void itStaysAsLongAsItLives() {
    pass(LEASE);
    int elected = elected();

    for (int i = 0; i < 20; i++) {
      pass(LEASE);
      assertTrue(candidates[elected].mayAct());
    }
  }

  @Test
  void whoStandsStillStopsBeforeAnotherIsElected() {
    pass(LEASE);
    int elected = elected();
    Condition before = candidates[elected].condition().orElseThrow();

    paused[elected] = true;
    pass(2 * LEASE);

    assertFalse(candidates[elected].mayAct());
    assertTrue(candidates[1 - elected].mayAct());
    assertTrue(candidates[1 - elected].condition().orElseThrow().revision() > before.revision());
    paused[elected] = false;
    pass(2 * LEASE);
    assertEquals(1, acting());
    assertTrue(candidates[1 - elected].mayAct());
  }

  @Test
  void whoDoesNotKnowOfTheManagerDoesNotTakeItsPlace() {
    stores[1].loseNews();
    paused[1] = true;
    pass(LEASE);
    Condition elected = candidates[0].condition().orElseThrow();

    paused[1] = false;
    pass(LEASE);

    assertEquals(Optional.of(elected), candidates[0].condition());
    assertEquals(Optional.empty(), candidates[1].manager());
  }

  @Test
  void whatTheOldManagerHasUnderWayIsNotMade() {
    pass(LEASE);
    int elected = elected();
    List<CommitOutcome> outcomes = new ArrayList<>();
    stores[elected].reach(Reach.REQUESTS_LATE);
    candidates[elected].commit(put("groups/0/1", "old"), outcomes::add);
    pass(2 * LEASE);
    assertInstanceOf(CommitOutcome.Unknown.class, outcomes.getFirst());
    candidates[1 - elected].commit(put("tables/1", "new"), outcomes::add);

    stores[elected].reach(Reach.THERE);
    pass(LEASE);

    assertInstanceOf(CommitOutcome.Committed.class, outcomes.getLast());
    List<String> keys = metadata.image("").entries().stream().map(e -> e.key()).toList();
    assertEquals(List.of("manager", "tables/1"), keys);
  }

  @Test
  void decisionsOfOneThatStoodStillAreNotWrittenAndTheNextOneGoesOn() {
    Decisions[] decisions = {decisions(0), decisions(1)};
    DecisionHistory history = DecisionHistory.of(stores[0]);
    pass(LEASE);
    int elected = elected();
    decisions[elected].add(Set.of(0), "first");
    pass(1);

    paused[elected] = true;
    decisions[elected].add(Set.of(0), "on its way when it stood still");
    pass(2 * LEASE);
    decisions[1 - elected].add(Set.of(0), "second");
    pass(1);
    paused[elected] = false;
    decisions[elected].add(Set.of(0), "after it stood still");
    pass(2 * LEASE);
    decisions[1 - elected].add(Set.of(0), "third");
    pass(LEASE);

    assertEquals(
        List.of("third", "second", "first"),
        history.latest(10).stream()
            .map(Decision::text)
            .filter(text -> !text.startsWith("on its way"))
            .toList());
    assertEquals(history.latest(10).size(), history.count());
  }

  private Decisions decisions(int index) {
    DecisionRing ring = new DecisionRing(stores[index], loops[index], candidates[index]::condition);
    return new Decisions(ring, loops[index], "node" + index);
  }

  @Test
  void whoIsNotElectedWritesNothing() {
    pass(LEASE);
    List<CommitOutcome> outcomes = new ArrayList<>();

    candidates[1 - elected()].commit(put("a", "1"), outcomes::add);
    pass(1);

    assertInstanceOf(CommitOutcome.Failed.class, outcomes.getFirst());
    assertEquals(Optional.empty(), candidates[1 - elected()].condition());
  }

  @Test
  void whoStepsDownIsReplacedAtOnce() {
    pass(LEASE);
    int elected = elected();

    candidates[elected].close();
    pass(LEASE / 2);

    assertTrue(candidates[1 - elected].mayAct());
  }

  @Test
  void nobodyActsWhileTheMetadataIsAwayAndSomebodyDoesAfterwards() {
    for (Reach reach : Reach.values()) {
      pass(2 * LEASE);
      assertEquals(1, acting(), reach::toString);
      if (reach != Reach.THERE) {
        Arrays.stream(stores).forEach(store -> store.reach(reach));
        pass(10 * LEASE);
        assertEquals(0, acting(), reach::toString);
        Arrays.stream(stores).forEach(store -> store.reach(Reach.THERE));
      }
    }
    pass(2 * LEASE);
    assertEquals(1, acting());
  }

  private int acting() {
    return (int) Arrays.stream(candidates).filter(ManagerElection::mayAct).count();
  }

  private int elected() {
    return candidates[0].mayAct() ? 0 : 1;
  }

  /** At every moment one acts at most. */
  private void pass(long millis) {
    for (long end = clock.nowMillis() + millis; clock.nowMillis() < end; clock.advance(1)) {
      for (int i = 0; i < loops.length; i++) {
        while (!paused[i] && (loops[i].runPosted() || loops[i].runTimer())) {
          assertTrue(acting() <= 1);
        }
      }
      assertTrue(acting() <= 1);
    }
  }
}
