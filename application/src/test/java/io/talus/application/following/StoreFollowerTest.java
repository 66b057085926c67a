package io.talus.application.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.Commits;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.LogSync;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the store is fed, when it may rest, and what happens when it cannot take what it is fed. */
final class StoreFollowerTest {
  private static final byte[] EMPTY_UNIT = new byte[Integer.BYTES];
  private static final long LAG_BYTES = 100;
  private static final long LAG_MILLIS = 5000;
  private static final WriterLimits LIMITS =
      new WriterLimits(1000, Long.MAX_VALUE, LAG_BYTES, LAG_MILLIS, 10 * LAG_BYTES);

  private final ManualLoop loop = new ManualLoop();
  private final Binlog binlog = mock(Binlog.class);
  private final SlotStore store = mock(SlotStore.class);
  private final BlockReader reader = mock(BlockReader.class);
  private final List<RuntimeException> fatal = new ArrayList<>();
  private final List<Long> told = new ArrayList<>();
  private long last;
  private long synced;
  private long read;
  private long applied;
  private int rests;
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean lastBlockFails;

  /** Each block has one byte. */
  @BeforeEach
  void begin() {
    when(binlog.lastBlock()).thenAnswer(call -> lastBlock());
    when(binlog.syncedBlock()).thenAnswer(call -> synced);
    when(binlog.bytesAfter(anyLong())).thenAnswer(call -> last - call.<Long>getArgument(0));
    when(binlog.read(anyLong())).thenReturn(reader);
    doAnswer(call -> synced = last).when(binlog).sync();
    when(reader.next(anyLong())).thenAnswer(call -> next(call.getArgument(0)));
    when(reader.block()).thenAnswer(call -> read);
    when(reader.units()).thenReturn(EMPTY_UNIT);
    when(reader.length()).thenReturn(EMPTY_UNIT.length);
    when(store.mark()).thenAnswer(call -> applied);
    doAnswer(call -> apply(call.getArgument(0))).when(store).apply(any());
    doAnswer(call -> ++rests).when(store).rest();
  }

  private long lastBlock() {
    if (lastBlockFails) {
      throw new IllegalStateException();
    }
    return last;
  }

  private boolean next(long lastBlock) {
    boolean isThere = read < lastBlock;
    read += isThere ? 1 : 0;
    return isThere;
  }

  private long apply(StoreBatch batch) {
    failure.ifPresent(
        failed -> {
          throw failed;
        });
    applied = batch.mark();
    return applied;
  }

  private StoreFollower started() {
    LogSync sync = new LogSync(binlog, Runnable::run, loop, () -> FsyncPolicy.EVERYSEC, fatal::add);
    StoreFollower follower =
        new StoreFollower(
            new BackgroundWriter(binlog, store, LIMITS, new Commits()),
            sync,
            Runnable::run,
            loop,
            LIMITS,
            fatal::add);
    sync.onSynced(follower::check);
    follower.onApplied(batch -> told.add(applied));
    follower.start();
    return follower;
  }

  /** Somebody writes a little all the time. */
  private void writeFor(long millis) {
    for (long passed = 0; passed < millis; passed += 500) {
      last++;
      loop.pass(500);
    }
  }

  @Test
  void littleWaitsForMoreButNotForEver() {
    started();

    writeFor(LAG_MILLIS - 500);
    assertEquals(0, applied);
    writeFor(1000);

    assertTrue(applied > 0);
    assertEquals(List.of(applied), told);
  }

  @Test
  void muchIsAppliedAtOnce() {
    started();

    last += LAG_BYTES;
    loop.pass(100);

    assertEquals(LAG_BYTES, applied);
  }

  @Test
  void whoHurriesDoesNotWait() {
    StoreFollower follower = started();
    last = 1;

    follower.hurry();
    loop.run();

    assertEquals(1, applied);
    assertEquals(List.of(1L), told);
  }

  @Test
  void allIsAppliedWhenNobodyWritesAnyMoreAndTheStoreRests() {
    started();
    last = 1;
    loop.pass(2500);

    assertEquals(1, applied);
    assertEquals(1, rests);
    loop.pass(10_000);
    assertEquals(2, rests);
  }

  @Test
  void storeThatFailsToRestGoesOn() {
    doAnswer(
            call -> {
              throw new StoreException("Input/output error");
            })
        .when(store)
        .rest();
    started();
    loop.pass(2000);

    last += LAG_BYTES;
    loop.pass(100);

    assertEquals(LAG_BYTES, applied);
    assertEquals(List.of(), fatal);
  }

  @Test
  void storeWithoutRoomIsTriedAgainEverySecond() {
    failure = Optional.of(StoreException.outOfSpace("full", new IOException("full")));
    StoreFollower follower = started();
    last += LAG_BYTES;
    loop.pass(3000);
    assertTrue(follower.isWaitingForRoom());
    assertEquals(List.of(), fatal);

    failure = Optional.empty();
    loop.pass(1000);

    assertFalse(follower.isWaitingForRoom());
    assertEquals(LAG_BYTES, applied);
  }

  @Test
  void itIsTriedAgainAlsoIfWhoIsToldFails() {
    failure = Optional.of(StoreException.outOfSpace("full", new IOException("full")));
    StoreFollower follower = started();
    follower.onOutOfSpace(
        () -> {
          throw new IllegalStateException();
        });
    last += LAG_BYTES;
    loop.pass(3000);

    failure = Optional.empty();
    loop.pass(1000);

    assertEquals(LAG_BYTES, applied);
  }

  @Test
  void batchThatTheStoreDoesNotTakeIsFatal() {
    StoreException broken = new StoreException("corruption");
    failure = Optional.of(broken);
    started();

    last += LAG_BYTES;
    loop.pass(100);

    assertEquals(List.of(broken), fatal);
  }

  @Test
  void checksGoOnAfterOneThatFailed() {
    started();
    lastBlockFails = true;
    loop.pass(100);
    lastBlockFails = false;

    last += LAG_BYTES;
    loop.pass(100);

    assertEquals(LAG_BYTES, applied);
  }

  @Test
  void writersWaitWhenItIsTooFarBehind() {
    StoreFollower follower = started();

    last = LIMITS.lagBytesMax();
    assertFalse(follower.isTooFarBehind());
    last++;

    assertTrue(follower.isTooFarBehind());
  }
}
