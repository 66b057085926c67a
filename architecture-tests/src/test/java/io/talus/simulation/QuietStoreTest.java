package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store is told when nobody writes any more. */
final class QuietStoreTest {
  private static final long LITTLE_MILLIS = 500;
  private static final long QUIET_MILLIS = 2000;
  private static final long AGAIN_MILLIS = 10_000;
  private static final int LITTLES_BEFORE_APPLIED = 8;

  private final List<String> calls = new ArrayList<>();
  private final CalledStore store = new CalledStore(calls);
  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC, Long.MAX_VALUE / 2, store);

  @BeforeEach
  void begin() {
    node.pass(QUIET_MILLIS);
    calls.clear();
  }

  @Test
  void theStoreIsBroughtUpToTheLogAndThenRests() {
    node.ask("SET", "key", "value");
    node.pass(QUIET_MILLIS);

    assertEquals(List.of("apply", "rest"), calls);
  }

  @Test
  void itRestsOnce() {
    node.ask("SET", "key", "value");
    node.pass(4 * QUIET_MILLIS);
    node.ask("SET", "key", "value");
    node.pass(QUIET_MILLIS);

    assertEquals(List.of("apply", "rest", "apply", "rest"), calls);
  }

  @Test
  void itIsSeenToAgainAfterAWhile() {
    node.ask("SET", "key", "value");
    node.pass(AGAIN_MILLIS + QUIET_MILLIS);

    assertEquals(List.of("apply", "rest", "rest"), calls);
  }

  @Test
  void thatItCannotRestHarmsNobody() {
    store.fail();
    node.ask("SET", "key", "value");
    node.pass(QUIET_MILLIS);

    assertEquals(Reply.bulk("value"), node.ask("GET", "key"));
    node.ask("SET", "key", "other");
    node.pass(QUIET_MILLIS);
    assertEquals(List.of("apply", "rest", "apply", "rest"), calls);
  }

  @Test
  void readsDoNotDisturbIt() {
    node.ask("SET", "key", "value");
    for (int i = 0; i < LITTLES_BEFORE_APPLIED; i++) {
      node.pass(LITTLE_MILLIS);
      node.ask("GET", "key");
    }

    assertEquals(List.of("apply", "rest"), calls);
  }

  @Test
  void whileSomebodyWritesMoreIsWaitedFor() {
    for (int i = 0; i < LITTLES_BEFORE_APPLIED; i++) {
      node.ask("SET", "key", "value");
      node.pass(LITTLE_MILLIS);
    }

    assertEquals(List.of(), calls);
  }

  /** Notes what the background writer has the store do. */
  private static final class CalledStore extends WatchedMachineStore {
    private static final Set<String> NOTED = Set.of("apply", "rest");

    private final List<String> calls;

    private boolean failing;

    CalledStore(List<String> calls) {
      super(0);
      this.calls = calls;
    }

    /** From now on it cannot rest. */
    void fail() {
      failing = true;
    }

    @Override
    void before(String method, List<?> arguments) {
      if (NOTED.contains(method)) {
        calls.add(method);
      }
      if (failing && method.equals("rest")) {
        throw new StoreException("cannot be put in order");
      }
    }
  }
}
