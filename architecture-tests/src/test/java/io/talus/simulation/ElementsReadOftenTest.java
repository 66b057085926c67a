package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a collection in place those elements are in memory that are read often. */
final class ElementsReadOftenTest {
  private static final int MEMBERS = 200;
  private static final int RESIDENT_BYTES = 40_000;

  /** No more than these are kept. */
  private static final int KEPT_MAX = 30;

  private static final Reply YES = Reply.integer(1);
  private static final Reply NO = Reply.integer(0);

  private final ColdStore store = new ColdStore();
  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC, RESIDENT_BYTES, store);
  private int reads;

  /** After a restart nothing of the set is in memory but its header. */
  @BeforeEach
  void storeSet() {
    node.ask(command("SADD", 0, MEMBERS));
    node.pass(10_000);
    node.crash(Kind.PROCESS);
    assertEquals(Reply.integer(MEMBERS), node.ask("SCARD", "set"));
    store.beforeRead(() -> reads++);
  }

  private static String[] command(String name, int from, int to) {
    Stream<String> members = IntStream.range(from, to).mapToObj(number -> "member" + number);
    return Stream.concat(Stream.of(name, "set"), members).toArray(String[]::new);
  }

  private void assertRead(int times, Reply answer, String name, int member) {
    int before = reads;
    assertEquals(answer, node.ask(command(name, member, member + 1)));
    assertEquals(times, reads - before, name + " " + member);
  }

  @Test
  void aMemberIsReadOnce() {
    assertRead(1, YES, "SISMEMBER", 7);
    assertRead(0, YES, "SISMEMBER", 7);
    assertRead(0, NO, "SADD", 7);
  }

  @Test
  void thatThereIsNoneIsReadOnce() {
    assertRead(1, NO, "SREM", MEMBERS);
    assertRead(0, NO, "SISMEMBER", MEMBERS);
  }

  @Test
  void aMemberIsAsItWasChangedLast() {
    assertRead(1, YES, "SREM", 7);
    assertRead(0, NO, "SISMEMBER", 7);
    node.pass(10_000);
    assertRead(0, NO, "SISMEMBER", 7);
    assertRead(0, YES, "SADD", 7);
    node.pass(10_000);
    assertRead(0, YES, "SISMEMBER", 7);
  }

  @Test
  void oneThatIsReadOftenStaysWhenManyAreReadOnce() {
    IntStream.range(0, KEPT_MAX).forEach(i -> assertRead(1, YES, "SISMEMBER", i));
    int hot = MEMBERS - 1;
    node.ask(command("SISMEMBER", hot, MEMBERS));
    node.ask(command("SISMEMBER", hot, MEMBERS));
    assertRead(0, YES, "SISMEMBER", hot);

    int before = reads;
    node.ask(command("SMISMEMBER", KEPT_MAX, MEMBERS - 1));
    assertEquals(MEMBERS - 1 - KEPT_MAX, reads - before);

    assertRead(0, YES, "SISMEMBER", hot);
  }

  @Test
  void noMoreAreKeptThanFindRoom() {
    IntStream.range(0, MEMBERS).forEach(i -> assertRead(1, YES, "SISMEMBER", i));
    IntStream.range(0, MEMBERS).forEach(i -> node.ask(command("SISMEMBER", i, i + 1)));
    int before = reads;

    IntStream.range(0, MEMBERS).forEach(i -> node.ask(command("SISMEMBER", i, i + 1)));

    assertTrue(reads - before >= MEMBERS - KEPT_MAX, "read: " + (reads - before));
  }
}
