package io.talus.application.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.Fetches;
import io.talus.application.execution.Execution;
import io.talus.application.gate.Tick;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.application.view.TableView;
import io.talus.application.view.TableViews;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys on the disk that are due all at once: they are read a few at a time. */
final class ActiveExpiryTest {
  private static final SlotAddress ADDRESS = new SlotAddress(0, 0, 1);
  private static final int KEYS = 500;

  /** Reads that come to their end when the test says so. */
  private static final class HeldReads implements Fetches {
    private final Queue<Runnable> underWay = new ArrayDeque<>();
    private boolean idle = true;
    private final Queue<Runnable> turns = new ArrayDeque<>();

    @Override
    public void fetch(List<ColdRequest> requests, Runnable then) {
      underWay.add(then);
    }

    @Override
    public void whenIdle(Runnable task) {
      if (idle) {
        task.run();
      } else {
        turns.add(task);
      }
    }
  }

  private final ManualLoop loop = new ManualLoop();
  private final HeldReads reads = new HeldReads();
  private final SlotStore store = mock(SlotStore.class);
  private final Set<Bytes> due = new HashSet<>();
  private final Set<Bytes> fetched = new HashSet<>();
  private int looks;
  private int scans;
  private boolean unreadable;
  private final TableView view = mock(TableView.class);
  private final TableViews views = mock(TableViews.class);
  private final ActiveExpiry expiry =
      new ActiveExpiry(views, mock(Execution.class), mock(Tick.class), loop, reads, () -> true);

  @BeforeEach
  void storeKeysThatAreDue() {
    for (int i = 0; i < KEYS; i++) {
      due.add(Bytes.of("key:" + i));
    }
    ShardSlot slot = mock(ShardSlot.class);
    when(slot.incarnation()).thenReturn(ADDRESS.incarnation());
    Table table = mock(Table.class);
    when(table.slot(anyInt())).thenReturn(slot);
    when(view.table()).thenReturn(table);
    when(views.all()).thenReturn(List.of(view));
    when(views.find(anyInt())).thenReturn(view);
    when(view.find(any()))
        .thenAnswer(
            call -> {
              looks++;
              Bytes key = call.getArgument(0);
              if (fetched.add(key)) {
                throw new ColdRead(List.of());
              }
              due.remove(key);
              return null;
            });
    doAnswer(call -> visitDue(call.getArgument(2))).when(store).due(anyLong(), anyInt(), any());
    expiry.startOnDisk(store, Runnable::run);
  }

  private Object visitDue(BiConsumer<SlotAddress, Bytes> visitor) {
    scans++;
    if (unreadable) {
      throw new StoreException("Input/output error");
    }
    due.forEach(key -> visitor.accept(ADDRESS, key));
    return 0;
  }

  private void endReads() {
    for (Runnable read = reads.underWay.poll(); read != null; read = reads.underWay.poll()) {
      read.run();
      assertTrue(reads.underWay.size() <= 16, "under way: " + reads.underWay.size());
    }
  }

  @Test
  void fewAreReadAtATime() {
    loop.pass(1000);

    assertTrue(reads.underWay.size() <= 16, "under way: " + reads.underWay.size());
  }

  @Test
  void nextRoundWaitsUntilTheLastHasEnded() {
    loop.pass(1000);
    int begun = looks;

    loop.pass(10_000);

    assertEquals(begun, looks);
    assertEquals(1, scans);
  }

  @Test
  void allAreDroppedInTheEnd() {
    loop.pass(1000);
    endReads();

    assertEquals(Set.of(), due);
    loop.pass(1000);
    assertEquals(2, scans);
  }

  @Test
  void nothingIsReadWhileClientsKeepTheReadersBusy() {
    reads.idle = false;
    loop.pass(10_000);
    assertEquals(0, scans);

    reads.turns.remove().run();
    loop.run();
    assertEquals(1, scans);
    assertEquals(0, reads.underWay.size());
    assertEquals(8, reads.turns.size());
  }

  @Test
  void diskThatCannotBeReadIsLeftAloneForAWhile() {
    unreadable = true;
    loop.pass(10_000);
    assertEquals(1, scans);

    unreadable = false;
    loop.pass(5_000);
    endReads();
    assertEquals(Set.of(), due);
  }
}
