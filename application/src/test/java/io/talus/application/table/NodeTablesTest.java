package io.talus.application.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange.Created;
import io.talus.domain.table.TablesChange.Dropped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NodeTablesTest {
  private final Disk disk = new Disk();
  private final Queue<Runnable> onDisk = new ArrayDeque<>();
  private final Queue<Runnable> onLoop = new ArrayDeque<>();
  private final List<Reply> replies = new ArrayList<>();
  private final List<Tables> seen = new ArrayList<>();
  private final NodeTables tables = open();

  private NodeTables open() {
    NodeTables opened = NodeTables.open(disk, onDisk::add, onLoop::add, 2, 16);
    opened.onChange(seen::add);
    return opened;
  }

  /** A disk that fails as it is told. */
  private static final class Disk implements TablesRepository {
    private @Nullable Tables stored;
    private boolean failing;
    private boolean failingLate;

    @Override
    public Optional<Tables> load() {
      return Optional.ofNullable(stored);
    }

    @Override
    public void store(Tables tables) {
      if (failing) {
        throw new MetadataException("no room");
      }
      stored = tables;
      if (failingLate) {
        throw new MetadataException("not synced");
      }
    }
  }

  private void create(String name) {
    tables.change(new Created(name, 16, 1, Consistency.ASYNC, null), replies::add);
  }

  private void work() {
    while (!onLoop.isEmpty() || !onDisk.isEmpty()) {
      runAll(onLoop);
      runAll(onDisk);
    }
  }

  private static void runAll(Queue<Runnable> tasks) {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void tablesOfTheStartAreKeptOnce() {
    assertEquals(Optional.of(tables.current()), disk.load());
    disk.failing = true;

    assertEquals(tables.current(), open().current());
    assertThrows(
        MetadataException.class, () -> NodeTables.open(disk, onDisk::add, onLoop::add, 3, 16));
  }

  @Test
  void changeIsKeptBeforeAnybodySeesIt() {
    create("orders");
    runAll(onLoop);
    assertEquals(List.of(), seen);
    runAll(onDisk);
    assertEquals(List.of(), replies);

    runAll(onLoop);

    assertEquals(List.of(Reply.OK), replies);
    assertEquals(List.of(tables.current()), seen);
    assertEquals(Optional.of(tables.current()), disk.load());
  }

  @Test
  void changesAreMadeOneAfterTheOther() {
    create("orders");
    tables.change(new Dropped(2), replies::add);
    create("orders");
    create("orders");

    work();

    assertEquals(
        List.of(Reply.OK, Reply.OK, Reply.OK, new Reply.Error("ERR table 'orders' exists")),
        replies);
    assertEquals(3, seen.size());
    assertEquals(3, seen.getLast().find("orders") == null ? -1 : seen.getLast().all().size());
  }

  @Test
  void changeThatCannotBeKeptIsNotMade() {
    Tables before = tables.current();
    disk.failing = true;
    create("orders");
    work();

    assertEquals(List.of(new Reply.Error("MISCONF Errors writing the tables: no room")), replies);
    assertEquals(before, tables.current());

    disk.failing = false;
    create("orders");
    work();
    assertEquals(Reply.OK, replies.getLast());
  }

  @Test
  void changeThatTheNextStartWouldSeeCounts() {
    disk.failingLate = true;

    create("orders");
    work();

    assertTrue(replies.getLast() instanceof Reply.Error);
    assertEquals(Optional.of(tables.current()), disk.load());
    assertEquals(List.of(tables.current()), seen);
  }
}
