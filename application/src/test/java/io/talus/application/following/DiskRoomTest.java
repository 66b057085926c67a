package io.talus.application.following;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.command.CommandError;
import io.talus.application.log.Ballast;
import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk on which not even the ballast can be moved. */
final class DiskRoomTest {
  private static final long ROOM = 1L << 30;

  private final ManualLoop loop = new ManualLoop();
  private final Disk disk = mock(Disk.class);
  private DiskRoom room = room();

  private DiskRoom room() {
    return new DiskRoom(new Ballast(disk, 1), Runnable::run, loop, () -> false);
  }

  @BeforeEach
  void takeBallastAboard() {
    when(disk.list()).thenReturn(List.of());
    when(disk.freeBytes()).thenReturn(ROOM);
    AppendFile file = mock(AppendFile.class);
    when(disk.create(any())).thenReturn(file);
    room = room();
    room.start();
    loop.run();
  }

  @Test
  void ballastThatCannotBeThrownOffEndsNothingAndIsTriedAgain() {
    doThrow(new DiskException("Input/output error")).when(disk).delete(any());

    room.writeFailed();
    loop.run();
    assertThrows(CommandError.class, room::require);

    doNothing().when(disk).delete(any());
    loop.pass(1000);
    assertDoesNotThrow(room::require);
    assertEquals(0, loop.failures());
  }

  @Test
  void writesAreRefusedUntilThereIsRoomAgain() {
    when(disk.freeBytes()).thenReturn(0L);
    room.writeFailed();
    loop.pass(10_000);
    assertThrows(CommandError.class, room::require);

    when(disk.freeBytes()).thenReturn(ROOM);
    loop.pass(1000);

    assertDoesNotThrow(room::require);
  }
}
