package io.talus.application.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.log.Commits;
import io.talus.application.log.LogSync;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.Ticket;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.ShardSlot;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.Expiry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is appended is released; what is not is refused; what nobody foresaw ends the node. */
final class BlockLogTest {
  private static final long BATCH_BYTES = 1 << 20;

  private final Binlog binlog = mock(Binlog.class);
  private final LogSync sync = mock(LogSync.class);
  private final List<RuntimeException> fatal = new ArrayList<>();
  private final BlockLog log = new BlockLog(binlog, sync, new Commits(), BATCH_BYTES, fatal::add);
  private final ShardSlot slot = slot(0);
  private final ShardSlot other = slot(1);
  private long appended;

  private static ShardSlot slot(int number) {
    return new ShardSlot(
        new SlotAddress(0, number, 1),
        SlotStatus.EMPTY,
        Overwritten.NONE,
        1,
        mock(ResidentSlot.class),
        FilterMemory.none());
  }

  @BeforeEach
  void appendAll() {
    doAnswer(call -> ++appended).when(binlog).append(any(), anyInt());
    when(binlog.lastBlock()).thenAnswer(call -> appended);
  }

  /** A command changes the slot; returns what its reply waits for. */
  private Ticket write(ShardSlot changed) {
    PendingUnit unit = begin(changed);
    Ticket ticket = changed.ticketOf(changed.nextIndex());
    log.add(unit, 0);
    unit.clear();
    return ticket;
  }

  private PendingUnit begin(ShardSlot changed) {
    PendingUnit unit = new PendingUnit();
    PutString put = new PutString(Bytes.of("k"), Bytes.of("v"), Expiry.NEVER, Expiry.NEVER);
    unit.add(changed, put);
    log.beforeChange(changed);
    changed.apply(put);
    return unit;
  }

  @Test
  void allOfATickIsReleasedWhenItIsAppended() {
    Ticket first = write(slot);
    Ticket second = write(other);
    assertTrue(first.isPending());

    log.append();

    assertTrue(first.isReleased());
    assertTrue(second.isReleased());
    assertEquals(1, appended);
    assertEquals(Ticket.NONE, slot.ticketOf(slot.lastIndex()));
  }

  @Test
  void withAlwaysATickIsReleasedWhenItIsSynced() {
    when(sync.isAlways()).thenReturn(true);
    Ticket first = write(slot);
    log.append();
    Ticket second = write(slot);
    log.append();
    assertTrue(first.isPending());
    assertEquals(first, slot.ticketOf(1));
    assertEquals(second, slot.ticketOf(2));

    when(binlog.syncedBlock()).thenReturn(1L);
    log.synced();

    assertTrue(first.isReleased());
    assertTrue(second.isPending());
  }

  @Test
  void whatCannotBeAppendedIsRefusedAndItsPlaceIsUsedAgain() {
    doThrow(new BinlogException("full")).when(binlog).append(any(), anyInt());
    Ticket lost = write(slot);

    assertThrows(BinlogException.class, log::append);

    assertNotNull(lost.error());
    assertEquals(0, slot.lastIndex());
    assertEquals(List.of(), fatal);
    appendAll();
    assertTrue(write(slot).isPending());
    assertEquals(1, slot.lastIndex());
  }

  @Test
  void whatNobodyForesawIsFatalAndNothingLeavesAnyMore() {
    IllegalStateException unforeseen = new IllegalStateException("unforeseen");
    doThrow(unforeseen).when(binlog).append(any(), anyInt());
    Ticket ticket = write(slot);

    assertThrows(IllegalStateException.class, log::append);
    appendAll();
    assertThrows(IllegalStateException.class, log::append);

    assertEquals(List.of(unforeseen), fatal);
    assertTrue(ticket.isPending());
    assertEquals(0, appended);
  }

  @Test
  void aCommandThatFailsHalfwayTakesBackWhatItDidAndNothingElse() {
    Ticket before = write(slot);
    Ticket beside = write(other);
    PendingUnit half = begin(slot);

    log.takeBack(half);
    half.clear();
    log.append();

    assertTrue(before.isReleased());
    assertTrue(beside.isReleased());
    assertEquals(1, slot.lastIndex());
    assertEquals(1, slot.reloadAfter());
    assertFalse(slot.isReadable());
    assertTrue(other.isReadable());
  }
}
