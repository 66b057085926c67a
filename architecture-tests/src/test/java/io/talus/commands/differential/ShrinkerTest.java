package io.talus.commands.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {

  @Test
  void keepsNothingButWhatTheFailureNeeds() {
    List<Call> failing =
        IntStream.range(0, 500).mapToObj(i -> Call.exact("SET", "k", Integer.toString(i))).toList();
    Call first = failing.get(17);
    Call second = failing.get(401);

    List<Call> shortest =
        new Shrinker(trace -> trace.contains(first) && trace.contains(second)).shrink(failing);

    assertEquals(List.of(first, second), shortest);
  }

  @Test
  void keepsATraceThatFailsOnlyAsAWhole() {
    List<Call> failing = List.of(Call.exact("A"), Call.exact("B"), Call.exact("C"));

    List<Call> shortest = new Shrinker(failing::equals).shrink(failing);

    assertEquals(failing, shortest);
  }
}
