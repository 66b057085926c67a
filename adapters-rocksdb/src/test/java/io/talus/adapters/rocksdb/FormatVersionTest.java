package io.talus.adapters.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.Expiry;
import io.talus.testkit.store.StoreFixture;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the format before are taken over, others are refused. */
final class FormatVersionTest {
  private static final RocksDbOptions OPTIONS = RocksDbOptions.withMemory(16 << 20);

  @TempDir Path folder;

  @Test
  void aFolderOfFormat2IsTakenOver() {
    StoreFixture fixture = new StoreFixture(RocksDbStore.open(folder, OPTIONS));
    fixture.write(new ClearSlot(2));
    fixture.write(text("a"));
    fixture.store().close();
    makeFormat(2);

    fixture.use(RocksDbStore.open(folder, OPTIONS));
    fixture.assertSameAsModel();
    fixture.write(text("b"));
    fixture.write(new ClearSlot(3));
    fixture.write(text("c"));
    fixture.store().close();

    fixture.use(RocksDbStore.open(folder, OPTIONS));
    fixture.assertSameAsModel();
    fixture.close();
  }

  @Test
  void otherFormatsAreRefused() {
    RocksDbStore.open(folder, OPTIONS).close();
    makeFormat(1);

    StoreException refused =
        assertThrows(StoreException.class, () -> RocksDbStore.open(folder, OPTIONS));
    assertTrue(refused.getMessage().contains("format version 1 (expected: 3)"));
  }

  /** What an earlier build would have written: a status ended before the edition. */
  private void makeFormat(int format) {
    try (Database database = Database.open(folder, OPTIONS)) {
      LayoutSink start = new LayoutSink(1);
      SystemLayout.statusKeys(start);
      int statuses = 0;
      try (Cursor cursor = database.cursor(Family.SYSTEM, CursorKind.SWEEP)) {
        for (cursor.seek(start); cursor.isValid(); cursor.next()) {
          byte[] value = cursor.value();
          database.put(
              Family.SYSTEM, cursor.key(), Arrays.copyOf(value, value.length - Long.BYTES));
          statuses++;
        }
      }
      assertEquals(format == 1 ? 0 : 1, statuses);
      database.put(
          Family.SYSTEM, SystemLayout.formatKey(), new LayoutSink(4).int32(format).toArray());
      database.flush();
    }
  }

  private static PutString text(String key) {
    return new PutString(Bytes.of(key), Bytes.of(key), Expiry.NEVER, Expiry.NEVER);
  }
}
