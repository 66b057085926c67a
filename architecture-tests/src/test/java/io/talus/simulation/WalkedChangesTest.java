package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.domain.bytes.Bytes;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A command that looks up more elements than are fetched side by side walks, and what it changes is
 * applied at the end, to the key as it is by then.
 */
final class WalkedChangesTest {
  private static final int NOTHING_RESIDENT = 1;
  private static final int FIELDS = 2_100;
  private static final int CHANGED = 2_050;
  private static final int FIELDS_OF_COMMAND = 300;
  private static final int OTHERS = 10;

  private final ColdStore store = new ColdStore();
  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC, NOTHING_RESIDENT, store);

  private static String[] command(String name, int from, int to, String... valueOfEach) {
    List<String> words = new ArrayList<>(List.of(name, "hash"));
    for (int i = from; i < to; i++) {
      words.add("f" + i);
      words.addAll(List.of(valueOfEach));
    }
    return words.toArray(String[]::new);
  }

  private void store() {
    for (int i = 0; i < FIELDS; i += FIELDS_OF_COMMAND) {
      node.ask(command("HSET", i, Math.min(i + FIELDS_OF_COMMAND, FIELDS), "v"));
    }
    node.pass(10_000);
  }

  /** So many fields are counted, and of those that were not changed so many are found. */
  private void assertLeft(int counted, int found) {
    assertEquals(Reply.integer(counted), node.ask("HLEN", "hash"));
    Reply.Array values = (Reply.Array) node.ask(command("HMGET", CHANGED, FIELDS));
    Reply value = Reply.bulk(Bytes.of("v"));
    assertEquals(found, values.items().stream().filter(value::equals).count());
  }

  /** It is clean, as nobody but the walk has changed it. */
  @ParameterizedTest
  @CsvSource({"HDEL, '', 50", "HSET, w, 2100"})
  void aKeyThatWasEvictedMeanwhileKeepsTheRest(String name, String value, int left) {
    store();
    store.beforeRead(this::manyOtherCommands);

    node.ask(command(name, 0, CHANGED, value.isEmpty() ? new String[0] : new String[] {value}));

    store.beforeRead(() -> {});
    assertLeft(left, FIELDS - CHANGED);
    node.pass(10_000);
    assertLeft(left, FIELDS - CHANGED);
    node.crash(Kind.PROCESS);
    assertLeft(left, FIELDS - CHANGED);
  }

  private void manyOtherCommands() {
    for (int i = 0; i < OTHERS; i++) {
      node.meanwhile("SET", "another", "value");
    }
  }

  /** The field is due before, while, or after the command goes over the others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 150, 200})
  void aFieldThatExpiresMeanwhileIsCountedOnce(int millis) {
    store();
    String last = "f" + (FIELDS - 1);
    node.ask("HPEXPIRE", "hash", Integer.toString(millis), "FIELDS", "1", last);

    assertEquals(Reply.integer(CHANGED), node.ask(command("HDEL", 0, CHANGED)));

    node.pass(10_000);
    assertLeft(FIELDS - CHANGED - 1, FIELDS - CHANGED - 1);
  }

  /** So is the whole key: nothing of it comes back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 150, 200})
  void aKeyThatExpiresMeanwhileIsGone(int millis) {
    store();
    node.ask("PEXPIRE", "hash", Integer.toString(millis));

    node.ask(command("HDEL", 0, CHANGED));

    node.pass(10_000);
    assertEquals(Reply.integer(0), node.ask("EXISTS", "hash"));
    assertEquals(Reply.integer(1), node.ask("HSET", "hash", "f0", "again"));
    assertLeft(1, 0);
  }
}
