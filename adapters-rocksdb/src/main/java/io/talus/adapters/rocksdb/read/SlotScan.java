package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.HeaderLayout;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore.KeyScanner;
import io.talus.domain.value.Scan;

/** Reads the keys of a slot in hash order. */
public final class SlotScan {
  private final Reads reads;

  public SlotScan(Reads reads) {
    this.reads = reads;
  }

  /** See {@link io.talus.application.port.SlotStore#scan}. */
  public long scan(SlotAddress address, long from, int count, KeyScanner scanner) {
    SlotPrefix slot = SlotPrefix.of(address);
    LayoutSink start = new LayoutSink(SlotPrefix.LENGTH + Integer.BYTES);
    HeaderLayout.hash(start, slot, (int) from);
    int visited = 0;
    int hash = 0;
    try (Cursor cursor = reads.cursor(Family.HEADERS, CursorKind.SWEEP)) {
      for (cursor.seek(start); cursor.isValid(); cursor.next()) {
        byte[] key = cursor.key();
        if (!slot.begins(key)) {
          return Scan.END;
        }
        int next = HeaderLayout.hash(key);
        if (visited >= count && next != hash) {
          return Scan.after(hash);
        }
        hash = next;
        visited++;
        byte[] value = cursor.value();
        scanner.visit(
            HeaderLayout.userKey(key), HeaderLayout.type(value), HeaderLayout.expireAt(value));
      }
      cursor.checkEnd();
    }
    return Scan.END;
  }
}
