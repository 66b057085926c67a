package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.embed.Talus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.application.settings.InvalidConfiguration;
import io.talus.testkit.store.WatchedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that finds no room on the disk for a while: the node goes on, and loses nothing. */
@Timeout(60)
final class FullStoreTest {
  private static final int FAILURES = 2;

  @TempDir private Path folder;
  private final AtomicInteger failures = new AtomicInteger(FAILURES);
  private final List<SlotStore> stores = new ArrayList<>();

  @Test
  void batchThatFoundNoRoomIsAppliedWhenThereIsRoom() throws Exception {
    try (Talus talus = open()) {
      assertEquals(Reply.OK, talus.execute("SET", "key", "value"));

      awaitApplied(talus);

      assertEquals(Reply.bulk("value"), talus.execute("GET", "key"));
    }
    assertTrue(failures.get() < 0, "the store was not full");

    try (Talus talus = open()) {
      assertEquals(Reply.bulk("value"), talus.execute("GET", "key"));
    }
  }

  private Talus open() throws InvalidConfiguration {
    Configuration configuration =
        Configuration.of(List.of("--dir", folder.toString(), "--memory-budget", "256mb"));
    return DiskTalus.open(
        configuration.settings(),
        opened -> {
          stores.add(full(opened));
          return stores.getLast();
        });
  }

  private void awaitApplied(Talus talus) {
    while (stores.getLast().mark() == 0) {
      assertEquals(Reply.bulk("value"), talus.execute("GET", "key"));
    }
  }

  /** The store, but with no room for the first batches. */
  private SlotStore full(SlotStore behind) {
    return WatchedStore.of(
        () -> behind,
        (method, arguments) -> {
          if (method.equals("apply") && failures.getAndDecrement() > 0) {
            throw StoreException.outOfSpace("no room", new IOException("No space left on device"));
          }
        });
  }
}
