package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.rocksdb.metadata.FileTablesRepository;
import io.talus.application.port.StoreException;
import io.talus.domain.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {
  private static final int SLOTS = 1024;
  private static final Tables TABLES = Tables.none().withNumbered(16, SLOTS);

  @TempDir private Path path;

  private int ids;

  private String newId() {
    ids++;
    return "id" + ids;
  }

  /** A node has always kept them before it copies anything. */
  @BeforeEach
  void keepTables() {
    new FileTablesRepository(path).store(TABLES);
  }

  private DataFolder open(int slots) {
    return DataFolder.open(path, this::newId, slots);
  }

  @Test
  void eachStartHasTheNextEpoch() {
    open(SLOTS).close();
    try (DataFolder second = open(SLOTS)) {
      assertEquals(2, second.epoch());
      assertEquals("id1", second.identity().nodeId());
      assertEquals("id2", second.identity().historyId());
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
      assertTrue(Files.exists(whole.resolve("talus.node")));
      assertEquals(Optional.of(TABLES), new FileTablesRepository(whole).load());
    }

    open(SLOTS).close();
    assertFalse(Files.exists(path.resolve("checkpoints/half.new")));
    assertTrue(Files.exists(path.resolve("checkpoints/whole/store")));
  }

  /** Both go on writing, and would number different writes alike. */
  @Test
  void aCopyIsAnotherNodeWithAnotherHistoryFromItsFirstStartOn() throws IOException {
    FolderIdentity original;
    Path copied;
    try (DataFolder folder = open(SLOTS)) {
      original = folder.identity();
      copied = folder.checkpoint("copy", DataFolderTest::makeStore);
    }

    FolderIdentity copy = started(copied);
    assertNotEquals(original.nodeId(), copy.nodeId());
    assertNotEquals(original.historyId(), copy.historyId());
    assertTrue(copy.epoch() > original.epoch());

    FolderIdentity again = started(copied);
    assertEquals(copy.nodeId(), again.nodeId());
    assertEquals(copy.historyId(), again.historyId());
    assertEquals(copy.epoch() + 1, again.epoch());

    FolderIdentity goesOn = started(path);
    assertEquals(original.nodeId(), goesOn.nodeId());
    assertEquals(original.historyId(), goesOn.historyId());
  }

  @Test
  void twoCopiesOfACopyAreTwoNodes() throws IOException {
    Path first;
    Path second;
    try (DataFolder folder = open(SLOTS)) {
      first = folder.checkpoint("first", DataFolderTest::makeStore);
      second = folder.checkpoint("second", DataFolderTest::makeStore);
    }

    assertNotEquals(started(first).historyId(), started(second).historyId());
  }

  /** Which is done while the node is stopped; the operator adds the line. */
  @Test
  void aFolderThatWasCopiedByHandIsMarkedWithOneLine() throws IOException {
    FolderIdentity original = started(path);
    Files.writeString(path.resolve("talus.node"), "copy=yes\n", StandardOpenOption.APPEND);

    FolderIdentity copy = started(path);

    assertNotEquals(original.nodeId(), copy.nodeId());
    assertNotEquals(original.historyId(), copy.historyId());
    assertEquals(copy.nodeId(), started(path).nodeId());
  }

  @Test
  void whatIsNoAnswerToWhetherItIsACopyIsRefused() throws IOException {
    started(path);
    Files.writeString(path.resolve("talus.node"), "copy=ja\n", StandardOpenOption.APPEND);

    StartupException refused = assertThrows(StartupException.class, () -> started(path));

    assertTrue(refused.getMessage().contains("copy=ja"), refused.getMessage());
  }

  /** Until the identity is written as a whole, nothing is written under it. */
  @Test
  void aStartThatFailsOrCrashesLeavesTheCopyACopy() throws IOException {
    FolderIdentity original = started(path);
    Files.writeString(path.resolve("talus.node"), "copy=yes\n", StandardOpenOption.APPEND);
    assertThrows(StartupException.class, () -> open(64));
    Files.writeString(path.resolve("talus.node.new"), "format=2\nnode-id=ha");

    assertNotEquals(original.historyId(), started(path).historyId());
  }

  /** What was copied by a build of that format is not marked. */
  @Test
  void aFolderOfFormat1CountsAsACopy() throws IOException {
    Files.writeString(path.resolve("talus.node"), "format=1\nnode-id=old\nepoch=4\n");

    FolderIdentity first = started(path);

    assertNotEquals("old", first.nodeId());
    assertEquals(first.nodeId(), started(path).nodeId());
  }

  private FolderIdentity started(Path folder) {
    try (DataFolder opened = DataFolder.open(folder, this::newId, SLOTS)) {
      return opened.identity();
    }
  }

  private static void makeStore(Path folder) {
    try {
      Files.createDirectory(folder);
    } catch (IOException failed) {
      throw new StoreException("cannot be made", failed);
    }
  }
}
