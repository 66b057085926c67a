package io.talus.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import io.talus.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Disk}: an adapter's test extends this class and says how its folders are
 * opened.
 */
public abstract class DiskContract {
  private static final int SEEDS = 30;
  private static final int APPENDS = 20;

  /** Some appends are larger than any buffer. */
  private static final int BYTES_MAX = 300_000;

  private static final String NAME = "a file";

  /** A new, empty folder. */
  protected abstract Disk create();

  /** The same folder, as another process sees it after the one before was killed. */
  protected abstract Disk reopen(Disk disk);

  @Test
  void anEmptyFolderHasNoFiles() {
    assertEquals(List.of(), create().list());
  }

  @Test
  void aNewFileIsEmptyAndListed() {
    Disk disk = create();
    try (AppendFile file = disk.create(NAME)) {
      assertEquals(0, file.size());
      assertEquals(List.of(NAME), disk.list());
    }
  }

  @Test
  void aFileThatIsThereIsNotMadeAgain() {
    Disk disk = create();
    disk.create(NAME).close();

    DiskException refused = assertThrows(DiskException.class, () -> disk.create(NAME));

    requireNamed(refused);
  }

  @Test
  void aFileThatIsNotThereIsNeitherOpenedNorDeleted() {
    Disk disk = create();

    DiskException notOpened = assertThrows(DiskException.class, () -> disk.open(NAME));
    DiskException notDeleted = assertThrows(DiskException.class, () -> disk.delete(NAME));

    requireNamed(notOpened);
    requireNamed(notDeleted);
  }

  private static void requireNamed(DiskException refused) {
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(NAME), message);
  }

  @Test
  void aDeletedFileIsGone() {
    Disk disk = create();
    disk.create(NAME).close();

    disk.delete(NAME);
    disk.syncFolder();

    assertEquals(List.of(), reopen(disk).list());
    disk.create(NAME).close();
  }

  @Test
  void readsLessOnlyAtTheEnd() {
    try (AppendFile file = create().create(NAME)) {
      file.append(new byte[] {1, 2, 3, 4, 5}, 4);
      byte[] target = new byte[10];

      assertEquals(2, file.read(1, target, 3, 2));
      assertEquals(3, file.read(1, target, 5, 5));
      assertEquals(0, file.read(4, target, 0, 5));
      assertArrayEquals(new byte[] {0, 0, 0, 2, 3, 2, 3, 4, 0, 0}, target);
    }
  }

  @Test
  void whatIsTruncatedIsTakenBack() {
    Disk disk = create();
    try (AppendFile file = disk.create(NAME)) {
      file.append(new byte[] {1, 2, 3}, 3);

      file.truncate(1);
      file.append(new byte[] {4}, 1, new byte[] {5}, 1);

      assertEquals(3, file.size());
      assertArrayEquals(new byte[] {1, 4, 5}, contents(file));
    }
  }

  @Test
  void whatWasAppendedIsThereForTheNextProcess() {
    Seeds.each(
        SEEDS,
        random -> {
          Disk disk = create();
          ByteArrayOutputStream expected = new ByteArrayOutputStream();
          AppendFile file = disk.create(NAME);
          disk.syncFolder();
          for (int i = 0; i < APPENDS; i++) {
            append(file, expected, random);
            if (random.nextInt(3) == 0) {
              file.sync();
            }
          }
          assertArrayEquals(expected.toByteArray(), contents(file));

          try (AppendFile again = reopen(disk).open(NAME)) {
            assertArrayEquals(expected.toByteArray(), contents(again));
            append(again, expected, random);
            assertArrayEquals(expected.toByteArray(), contents(again));
          }
          file.close();
        });
  }

  private static void append(
      AppendFile file, ByteArrayOutputStream expected, RandomGenerator random) {
    byte[] first = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? BYTES_MAX : 100)];
    byte[] second = new byte[1 + random.nextInt(100)];
    random.nextBytes(first);
    random.nextBytes(second);
    int secondLength = random.nextInt(second.length + 1);
    if (random.nextBoolean()) {
      file.append(first, first.length, second, secondLength);
      expected.write(first, 0, first.length);
      expected.write(second, 0, secondLength);
    } else {
      file.append(first, first.length - 1);
      expected.write(first, 0, first.length - 1);
    }
  }

  private static byte[] contents(AppendFile file) {
    byte[] contents = new byte[(int) file.size()];
    assertEquals(contents.length, file.read(0, contents, 0, contents.length));
    return contents;
  }
}
