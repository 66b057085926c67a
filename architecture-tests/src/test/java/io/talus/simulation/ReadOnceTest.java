package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read once does not take the place of what is resident. */
final class ReadOnceTest {
  private static final int KEYS = 200;
  private static final int KEYS_IN_MEMORY = 100;
  private static final int VALUE_BYTES = 2000;
  private static final int SOME = 10;

  private final ColdStore store = new ColdStore();
  private final Scenario node =
      new Scenario(FsyncPolicy.EVERYSEC, KEYS_IN_MEMORY * VALUE_BYTES, store);
  private final List<Integer> resident = new ArrayList<>();
  private final List<Integer> onDisk = new ArrayList<>();
  private int reads;

  /** Writes more than fits, and finds out by reading each key once what is where. */
  @BeforeEach
  void readAllOnce() {
    node.store(KEYS, VALUE_BYTES);
    store.beforeRead(() -> reads++);
    for (int i = 0; i < KEYS; i++) {
      (readsOf(i) == 0 ? resident : onDisk).add(i);
    }
    assertTrue(resident.size() > KEYS_IN_MEMORY / 2, "resident: " + resident.size());
  }

  private int readsOf(int key) {
    int before = reads;
    assertEquals(Reply.integer(VALUE_BYTES), node.ask("STRLEN", "key:" + key));
    return reads - before;
  }

  private int readsOf(List<Integer> keys) {
    return keys.stream().mapToInt(this::readsOf).sum();
  }

  @Test
  void whatWasResidentStays() {
    assertEquals(0, readsOf(resident));
  }

  @Test
  void keysThatAreReadAgainBecomeResident() {
    int before = reads;
    some().forEach(key -> assertSoonResident(key, () -> readsOf(key)));
    assertTrue(reads - before >= SOME, "they were on the disk before");
  }

  @Test
  void keysThatAreWrittenBecomeResident() {
    some().forEach(key -> assertSoonResident(key, () -> node.ask("APPEND", "key:" + key, "")));
  }

  private List<Integer> some() {
    return onDisk.subList(0, SOME);
  }

  /** One that comes in may be the next to go. */
  private void assertSoonResident(int key, Runnable use) {
    int tries = 0;
    do {
      use.run();
      tries++;
    } while (readsOf(key) > 0 && tries < 3);
    assertEquals(0, readsOf(key), "key " + key);
  }

  @Test
  void aKeyWithAnExpiryBecomesResidentAndGoesInTime() {
    String key = "key:" + onDisk.getFirst();
    node.ask("PEXPIRE", key, "20000");
    node.pass(10_000);
    readsOf(onDisk.subList(1, onDisk.size()));
    readsOf(onDisk.subList(1, onDisk.size()));

    node.ask("STRLEN", key);
    node.pass(20_000);

    assertEquals(Reply.integer(0), node.ask("STRLEN", key));
    assertEquals(Reply.integer(KEYS - 1), node.ask("DBSIZE"));
  }

  @Test
  void aTransactionReadsAndWritesWhatIsOnDisk() {
    String key = "key:" + onDisk.getFirst();
    String late = "key:" + onDisk.getLast();
    node.ask("MULTI");
    node.ask("STRLEN", key);
    node.ask("APPEND", key, "v");
    node.ask("STRLEN", key);
    node.ask("DEL", late);
    assertEquals(
        Reply.array(
            Reply.integer(VALUE_BYTES),
            Reply.integer(VALUE_BYTES + 1),
            Reply.integer(VALUE_BYTES + 1),
            Reply.integer(1)),
        node.ask("EXEC"));
    assertEquals(Reply.integer(KEYS - 1), node.ask("DBSIZE"));
  }
}
