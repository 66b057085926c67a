package io.talus.testkit.metadata;

import static io.talus.testkit.metadata.MetadataUnderTest.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.decision.Decision;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.decision.DecisionRing;
import io.talus.application.decision.Decisions;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The decisions of managers, on metadata of one kind or the other: an adapter's test extends this
 * class and says which.
 */
public abstract class DecisionsContract {
  private static final String MANAGER = "manager";
  private static final int A_STORM = 120;

  private MetadataFixture fixture;
  private MetadataUnderTest metadata;
  private MetadataStore operator;
  private DecisionHistory history;

  /** Metadata without anything in it. */
  protected abstract MetadataFixture start();

  /** Somebody who is the manager, and believes so until he is told otherwise. */
  private final class Acting {
    private final Decisions decisions;
    private Optional<Condition> condition;

    private Acting(String name) {
      MetadataStore store = metadata.join();
      condition =
          Optional.of(new Condition(MANAGER, metadata.committed(store, put(MANAGER, name))));
      decisions =
          metadata.onLoop(
              () ->
                  new Decisions(
                      new DecisionRing(store, fixture.loop(), () -> condition),
                      fixture.loop(),
                      name));
    }

    private void decides(int table, String text) {
      metadata.onLoop(
          () -> {
            decisions.add(Set.of(table), text);
            return true;
          });
    }

    private void decidesMany(int from, int to) {
      metadata.onLoop(
          () -> {
            for (int i = from; i <= to; i++) {
              decisions.add(Set.of(i % 2), "decision " + i);
            }
            return true;
          });
    }
  }

  @BeforeEach
  void startAndFollow() {
    fixture = start();
    metadata = new MetadataUnderTest(fixture);
    operator = metadata.join();
    history = metadata.onLoop(() -> DecisionHistory.of(operator));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void everyNodeReadsWhatTheManagerDecides() {
    DecisionHistory other = follow();
    Acting manager = new Acting("node 1");

    manager.decides(0, "first");
    manager.decides(3, "second");

    for (DecisionHistory node : List.of(history, other)) {
      metadata.until(() -> node.count() == 2);
      assertEquals(List.of("second", "first"), texts(node.latest(10)));
      assertEquals(List.of("second"), texts(node.latest(1)));
      assertEquals(List.of("second"), texts(node.latest(10, 3)));
      assertEquals("node 1", node.last().orElseThrow().manager());
    }
  }

  @Test
  void whoJoinsLaterReadsThemToo() {
    new Acting("node 1").decides(0, "first");
    metadata.until(() -> history.count() == 1);

    DecisionHistory later = follow();

    metadata.until(() -> later.count() == 1);
    assertEquals(history.latest(1), later.latest(1));
  }

  @Test
  void nextManagerGoesOnWhereTheOneBeforeEnded() {
    Acting before = new Acting("node 1");
    before.decides(0, "first");
    metadata.until(() -> history.count() == 1);

    new Acting("node 2").decides(0, "second");

    metadata.until(() -> history.count() == 2);
    assertEquals(List.of("second", "first"), texts(history.latest(10)));
    assertEquals(
        List.of("node 2", "node 1"), history.latest(10).stream().map(Decision::manager).toList());
  }

  @Test
  void whoWasReplacedAndDoesNotKnowWritesNothing() {
    Acting before = new Acting("node 1");
    before.decides(0, "first");
    metadata.until(() -> history.count() == 1);
    Acting next = new Acting("node 2");

    before.decides(0, "what no manager has decided");
    next.decides(0, "second");
    metadata.until(() -> history.count() == 2);
    before.condition = Optional.empty();
    before.decides(0, "neither this");
    next.decides(0, "third");

    metadata.until(() -> history.count() == 3);
    assertEquals(List.of("third", "second", "first"), texts(history.latest(10)));
  }

  @Test
  void stormOfDecisionsIsAFewChanges() {
    Acting manager = new Acting("node 1");
    long before = revision();

    manager.decidesMany(1, A_STORM);

    metadata.until(() -> history.count() == A_STORM);
    assertTrue(revision() - before < A_STORM / 20, () -> "changes: " + (revision() - before));
    assertEquals("decision " + A_STORM, history.last().orElseThrow().text());
    assertEquals(A_STORM / 2, history.latest(A_STORM, 1).size());
  }

  @Test
  void lastThousandAreKept() {
    Acting manager = new Acting("node 1");
    int all = DecisionRing.KEPT_MAX + A_STORM;

    for (int from = 1; from <= all; from += A_STORM) {
      int to = Math.min(from + A_STORM - 1, all);
      manager.decidesMany(from, to);
      metadata.until(() -> history.count() == to);
    }

    List<Decision> kept = history.latest(Long.MAX_VALUE);
    assertEquals(DecisionRing.KEPT_MAX, kept.size());
    assertEquals(all, kept.getFirst().number());
    assertEquals(A_STORM + 1, kept.getLast().number());
    assertEquals(
        DecisionRing.KEPT_MAX, metadata.image(operator, DecisionRing.PREFIX).entries().size());
  }

  @Test
  void whatTheMetadataCouldNotTakeAtOnceIsWrittenOnceWhenItIsBack() {
    Acting manager = new Acting("node 1");
    manager.decides(0, "first");
    metadata.until(() -> history.count() == 1);

    fixture.takeAway();
    manager.decides(0, "second");
    metadata.read(operator, "");
    fixture.bringBack();

    metadata.until(() -> history.count() == 2);
    manager.decides(0, "third");
    metadata.until(() -> history.count() == 3);
    assertEquals(List.of("third", "second", "first"), texts(history.latest(10)));
  }

  @Test
  void whatNobodyCanReadIsPassedOver() {
    Map<String, String> strange = new HashMap<>();
    strange.put("decisions/1", "format=9 of the future");
    strange.put("decisions/2", "format=1\tnumber=2\tmillis=5\tmanager=m\ttables=\ttext=readable");
    strange.put("decisions/x", "");
    strange.forEach((key, value) -> metadata.committed(operator, put(key, value)));

    metadata.until(() -> history.count() == 2);
    assertEquals(
        List.of(new Decision(2, 5, "m", Set.of(), "readable")), history.latest(Long.MAX_VALUE));
    assertEquals(1, history.latest(10, 77).size());
    new Acting("node 1").decides(0, "third");
    metadata.until(() -> history.count() == 3);
  }

  @Test
  void decidedOnceMoreIsKeptOnce() {
    Acting manager = new Acting("node 1");

    manager.decides(0, "the same");
    manager.decides(0, "the same");
    manager.decides(0, "another\nof two\tlines");

    metadata.until(() -> history.count() == 2);
    assertEquals(List.of("another of two lines", "the same"), texts(history.latest(10)));
  }

  private DecisionHistory follow() {
    MetadataStore store = metadata.join();
    return metadata.onLoop(() -> DecisionHistory.of(store));
  }

  private long revision() {
    MetadataImage image = metadata.image(operator, "");
    return image.revision();
  }

  private static List<String> texts(List<Decision> decisions) {
    return decisions.stream().map(Decision::text).toList();
  }
}
