package io.talus.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.log.Ballast;
import io.talus.testkit.Seeds;
import org.junit.jupiter.api.Test;

final class BallastTest {
  private static final long SIZE = 3_000_000;
  private static final long LITTLE = 100_000;

  private final SimulatedDisk disk = new SimulatedDisk(Seeds.first());

  @Test
  void takesItsRoomAndGivesItBack() {
    Ballast ballast = new Ballast(disk, SIZE);

    assertTrue(ballast.takeAboard());
    assertEquals(SIZE, disk.usedBytes());
    assertTrue(ballast.throwOff());
    assertEquals(0, disk.usedBytes());
    assertFalse(ballast.throwOff());
  }

  @Test
  void needsTwiceItsRoomAndLooksBeforeItTakesAny() {
    disk.capacity(2 * SIZE - 1);
    assertFalse(new Ballast(disk, SIZE).takeAboard());
    assertEquals(0, disk.usedBytes());

    disk.capacity(2 * SIZE);
    assertTrue(new Ballast(disk, SIZE).takeAboard());
  }

  @Test
  void isThereInTheNextProcess() {
    new Ballast(disk, SIZE).takeAboard();

    assertTrue(new Ballast(disk, SIZE).throwOff());
  }

  /** A process ended while it took the room, or was set otherwise. */
  @Test
  void ofAnotherSizeIsMadeAnew() {
    new Ballast(disk, LITTLE).takeAboard();

    assertTrue(new Ballast(disk, SIZE).takeAboard());
    assertEquals(SIZE, disk.usedBytes());
  }

  @Test
  void nodeWithoutBallastHasRoomWhenThereIsSome() {
    disk.capacity(LITTLE);
    assertFalse(new Ballast(disk, 0).takeAboard());

    disk.capacity(SIZE);
    assertTrue(new Ballast(disk, 0).takeAboard());
  }

  @Test
  void sizeThatNoDiskHasIsNotTaken() {
    assertFalse(new Ballast(disk, Long.MAX_VALUE).takeAboard());
  }
}
