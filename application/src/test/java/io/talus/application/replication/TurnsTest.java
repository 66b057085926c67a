package io.talus.application.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns<String> turns = new Turns<>();

  @Test
  void nodesTakeTurnsHoweverMuchOneIsToGet() {
    turns.add(1, "a1");
    turns.add(1, "a2");
    turns.add(1, "a3");
    turns.add(2, "b1");
    turns.add(3, "c1");

    List<String> gone = new ArrayList<>();
    for (String next = next(); next != null; next = next()) {
      gone.add(next);
    }

    assertEquals(List.of("a1", "b1", "c1", "a2", "a3"), gone);
    assertEquals(0, turns.size());
  }

  private String next() {
    return turns.next(_ -> true, _ -> true);
  }

  @Test
  void whoMayNotReceiveHoldsUpNobodyAndKeepsItsTurn() {
    turns.add(1, "a1");
    turns.add(2, "b1");
    turns.add(2, "b2");

    assertEquals("b1", turns.next(node -> node == 2, _ -> true));
    assertNull(turns.next(node -> node == 3, _ -> true));
    assertEquals("a1", next());
    assertEquals("b2", next());
  }

  @Test
  void whatIsNotReadyHoldsUpNothingBehindIt() {
    turns.add(1, "a1");
    turns.add(1, "a2");

    assertEquals("a2", turns.next(_ -> true, "a2"::equals));
    assertNull(turns.next(_ -> true, "a2"::equals));
    assertEquals("a1", next());
  }

  @Test
  void whatIsTakenAwayDoesNotGo() {
    turns.add(1, "a1");
    turns.add(1, "a2");
    turns.add(2, "b1");

    turns.removeIf(one -> !one.equals("a2"));

    assertEquals(1, turns.size());
    assertEquals("a2", next());
    assertNull(next());
  }
}
