package io.talus.adapters.rocksdb.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  private static final long MEMORY_BYTES = 64 << 20;

  /** Each has a block of its own. */
  private static final int VALUE_BYTES = 8 * 1024;

  private static final int KEYS = 64;
  private static final int SEED = 12;

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void openWithKeysOnDisk() {
    database = Database.open(folder, RocksDbOptions.withMemory(MEMORY_BYTES));
    for (int i = 0; i < KEYS; i++) {
      database.put(Family.HEADERS, key(i).toArray(), value(i));
    }
    database.flush();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keysReadOnceAreFoundAndMostOfThemLeaveNoBlockInTheCache() {
    for (int i = 0; i < KEYS; i++) {
      assertArrayEquals(value(i), database.getOnce(Family.HEADERS, key(i)));
    }
    assertEquals(KEYS / 32, cached());
    assertNull(database.getOnce(Family.HEADERS, key(KEYS)));
  }

  @Test
  void aKeyThatIsReadOftenHasItsBlockInTheCache() {
    for (int i = 0; i < 32; i++) {
      assertNotNull(database.getOnce(Family.HEADERS, key(3)));
    }
    assertEquals(1, cached());
    assertArrayEquals(value(3), database.getInMemory(Family.HEADERS, key(3)));
  }

  @Test
  void otherReadsAlwaysBringTheBlockIn() {
    for (int i = 0; i < KEYS; i++) {
      assertNotNull(database.get(Family.HEADERS, key(i)));
    }
    assertEquals(KEYS, cached());
  }

  @Test
  @Timeout(60)
  void whileNobodyWritesLevel0IsCompacted() {
    assertEquals(1, database.level0Files(Family.HEADERS));

    database.rest();
    while (database.level0Files(Family.HEADERS) > 0) {
      Thread.onSpinWait();
    }

    assertEquals(1, settingsWith("level0_file_num_compaction_trigger=1"));
    assertArrayEquals(value(3), database.get(Family.HEADERS, key(3)));
  }

  @Test
  void afterARestLevel0IsCompactedAsBefore() {
    database.rest();
    database.endRest();

    assertEquals(Family.all().length, settingsWith("level0_file_num_compaction_trigger=4"));
  }

  /** Families with a setting like this one, by what RocksDB has written down last. */
  private long settingsWith(String setting) {
    try (Stream<Path> files = Files.list(folder)) {
      Path last =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return Files.readAllLines(last).stream().filter(line -> line.strip().equals(setting)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int cached() {
    int count = 0;
    for (int i = 0; i < KEYS; i++) {
      byte[] found = database.getInMemory(Family.HEADERS, key(i));
      assertTrue(found != null, "key " + i + " is said to be absent");
      count += Database.isNotInMemory(found) ? 0 : 1;
    }
    return count;
  }

  private static LayoutSink key(int number) {
    return new LayoutSink(Integer.BYTES).int32(number);
  }

  private static byte[] value(int number) {
    byte[] bytes = new byte[VALUE_BYTES];
    new SplittableRandom(SEED + number).nextBytes(bytes);
    return bytes;
  }
}
