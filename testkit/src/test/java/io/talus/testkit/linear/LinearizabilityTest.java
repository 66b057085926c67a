package io.talus.testkit.linear;

import static io.talus.testkit.linear.RegisterOperation.NEVER;
import static io.talus.testkit.linear.RegisterOperation.read;
import static io.talus.testkit.linear.RegisterOperation.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.testkit.Seeds;
import io.talus.testkit.linear.Linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class LinearizabilityTest {
  private static final long BUDGET = 1_000_000;

  @Test
  void nothingIsInOrder() {
    assertEquals(Verdict.LINEARIZABLE, check());
  }

  @Test
  void oneAfterTheOther() {
    assertEquals(
        Verdict.LINEARIZABLE, check(write(1, 0, 1), read(1, 2, 3), write(2, 4, 5), read(2, 6, 7)));
  }

  @Test
  void readOfWhatWasOverwrittenBeforeItBeganIsStale() {
    assertEquals(Verdict.NOT_LINEARIZABLE, check(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5)));
  }

  @Test
  void readOfTheFirstValueAfterAWriteIsStale() {
    assertEquals(Verdict.NOT_LINEARIZABLE, check(write(1, 0, 1), read(0, 2, 3)));
  }

  @Test
  void readDuringAWriteMaySeeEither() {
    assertEquals(Verdict.LINEARIZABLE, check(write(1, 0, 10), read(0, 2, 3), read(1, 4, 5)));
  }

  @Test
  void readsDuringAWriteDoNotGoBack() {
    assertEquals(Verdict.NOT_LINEARIZABLE, check(write(1, 0, 10), read(1, 2, 3), read(0, 4, 5)));
  }

  @Test
  void writesAtTheSameTimeHaveOneOrderForAll() {
    assertEquals(
        Verdict.NOT_LINEARIZABLE,
        check(write(1, 0, 10), write(2, 0, 10), read(1, 11, 12), read(2, 13, 14), read(1, 15, 16)));
    assertEquals(
        Verdict.LINEARIZABLE,
        check(write(1, 0, 10), write(2, 0, 10), read(1, 5, 6), read(2, 7, 8)));
  }

  @Test
  void lostWriteIsNoticed() {
    assertEquals(
        Verdict.NOT_LINEARIZABLE,
        check(write(1, 0, 1), write(2, 2, 3), read(2, 4, 5), read(1, 6, 7)));
  }

  @Test
  void writeOfUnknownOutcomeMayHaveBeenDoneOrNotOrLater() {
    assertEquals(Verdict.LINEARIZABLE, check(write(1, 0, NEVER), read(0, 1, 2)));
    assertEquals(Verdict.LINEARIZABLE, check(write(1, 0, NEVER), read(0, 1, 2), read(1, 50, 51)));
    assertEquals(
        Verdict.NOT_LINEARIZABLE, check(write(1, 5, NEVER), read(1, 1, 2), read(1, 50, 51)));
  }

  @Test
  void whatTakesTooLongIsUndecided() {
    List<RegisterOperation> many = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      many.add(write(i, 0, 100));
    }
    many.add(read(99, 101, 102));

    assertEquals(Verdict.UNDECIDED, Linearizability.check(many, 1000));
  }

  /**
   * Histories that a real register gave are accepted; with one read changed to a stale value they
   * are not.
   */
  @Test
  void realHistoriesAreInOrderAndFalsifiedOnesAreNot() {
    Seeds.each(
        50,
        random -> {
          List<RegisterOperation> history = history(random);
          assertEquals(Verdict.LINEARIZABLE, Linearizability.check(history, BUDGET));

          history.add(read(history.getFirst().value(), 1_000_000, 1_000_001));

          assertEquals(Verdict.NOT_LINEARIZABLE, Linearizability.check(history, BUDGET));
        });
  }

  /** Five clients; each operation takes effect at a moment between its call and its return. */
  private static List<RegisterOperation> history(RandomGenerator random) {
    List<RegisterOperation> history = new ArrayList<>();
    history.add(write(1, 0, 1));
    long value = 1;
    long[] free = {2, 2, 2, 2, 2};
    for (long moment = 10; moment < 3000; moment += 10) {
      int client = random.nextInt(free.length);
      if (free[client] < moment) {
        long invoked = random.nextLong(free[client], moment);
        long returned = moment + random.nextLong(1, 60);
        free[client] = returned + 1;
        boolean write = random.nextBoolean();
        value = write ? moment : value;
        history.add(new RegisterOperation(write, value, invoked, returned));
      }
    }
    history.add(write(900_000, 900_000, 900_001));
    return history;
  }

  private static Verdict check(RegisterOperation... operations) {
    return Linearizability.check(List.of(operations), BUDGET);
  }
}
