package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.testkit.linear.RegisterOperation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoriesTest {
  private static final long UNKNOWN = RegisterOperation.NEVER;

  private final Histories histories = new Histories();

  @Test
  void anUnknownWriteMayBeReadLater() {
    record(RegisterOperation.write(1, 0, 10));
    record(RegisterOperation.write(2, 5, UNKNOWN));
    record(RegisterOperation.read(1, 20, 30));
    record(RegisterOperation.read(2, 40, 50));

    assertDoesNotThrow(histories::check);
  }

  @Test
  void anUnknownWriteMayNotBeReadAndForgotten() {
    record(RegisterOperation.write(1, 0, 10));
    record(RegisterOperation.write(2, 5, UNKNOWN));
    record(RegisterOperation.read(2, 20, 30));
    record(RegisterOperation.read(1, 40, 50));

    assertThrows(AssertionError.class, histories::check);
  }

  @Test
  void anAcknowledgedWriteMayNotBeLost() {
    record(RegisterOperation.write(1, 0, 10));
    record(RegisterOperation.write(2, 20, 30));
    record(RegisterOperation.read(1, 40, 50));

    assertThrows(AssertionError.class, histories::check);
  }

  @Test
  void whatNobodyKnowsAndNobodyReadIsLeftOut() {
    RegisterOperation read = RegisterOperation.read(2, 20, 30);

    assertEquals(
        List.of(RegisterOperation.write(2, 5, 30), read),
        Histories.told(
            List.of(
                RegisterOperation.write(1, 0, UNKNOWN),
                RegisterOperation.write(2, 5, UNKNOWN),
                read)));
  }

  @Test
  void aCounterIsBetweenWhatIsCertainAndWhatIsPossible() {
    Counters counters = new Counters();
    counters.raised("a");
    counters.perhapsRaised("a");

    assertThrows(AssertionError.class, () -> counters.check("a", 0));
    counters.check("a", 1);
    counters.check("a", 2);
    assertThrows(AssertionError.class, () -> counters.check("a", 3));
  }

  private void record(RegisterOperation operation) {
    histories.add("key", operation);
  }
}
