package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {
  private static final int SLOTS = 1024;

  @TempDir private Path path;

  private DataFolder open(int slots) {
    return DataFolder.open(path, () -> "id", slots);
  }

  @Test
  void eachStartHasTheNextEpoch() {
    open(SLOTS).close();
    try (DataFolder second = open(SLOTS)) {
      assertEquals(2, second.epoch());
      assertEquals("id", second.nodeId());
    }
  }

  @Test
  void tablesKeepTheirSlots() {
    open(SLOTS).close();

    StartupException refused = assertThrows(StartupException.class, () -> open(64));

    assertTrue(refused.getMessage().contains("table-slots is 64"), refused.getMessage());
    assertTrue(refused.getMessage().contains("made with 1024"), refused.getMessage());
    open(SLOTS).close();
  }

  @Test
  void folderFromBeforeItSaidHowManySlotsTablesHaveIsTaken() throws IOException {
    Files.writeString(path.resolve("talus.node"), "format=1\nnode-id=old\nepoch=4\n");
    try (DataFolder folder = open(SLOTS)) {
      assertEquals("old", folder.nodeId());
      assertEquals(5, folder.epoch());
    }

    assertThrows(StartupException.class, () -> open(64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "binlog"})
  void dataWithoutIdentityIsRefused(String part) throws IOException {
    Files.createDirectories(path.resolve(part));

    StartupException refused = assertThrows(StartupException.class, () -> open(SLOTS));

    assertTrue(refused.getMessage().contains("no talus.node"), refused.getMessage());
  }

  @Test
  void checkpointIsThereAsAWholeOrNotAtAll() throws IOException {
    try (DataFolder folder = open(SLOTS)) {
      assertThrows(
          StoreException.class,
          () ->
              folder.checkpoint(
                  "half",
                  store -> {
                    throw new StoreException("the copy of " + store + " fails");
                  }));
      assertFalse(Files.exists(path.resolve("checkpoints/half")));

      Path whole = folder.checkpoint("whole", DataFolderTest::makeStore);
      try (DataFolder copy = DataFolder.open(whole, () -> "other", SLOTS)) {
        assertEquals("id", copy.nodeId());
      }
    }

    open(SLOTS).close();
    assertFalse(Files.exists(path.resolve("checkpoints/half.new")));
    assertTrue(Files.exists(path.resolve("checkpoints/whole/store")));
  }

  private static void makeStore(Path folder) {
    try {
      Files.createDirectory(folder);
    } catch (IOException failed) {
      throw new StoreException("cannot be made", failed);
    }
  }
}
