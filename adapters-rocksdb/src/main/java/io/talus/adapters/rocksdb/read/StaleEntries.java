package io.talus.adapters.rocksdb.read;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the expiry index that were found to stand for fields of dead hashes: whoever drops a
 * hash does not know its fields. Readers put them in, the writer deletes them with its next batch.
 */
public final class StaleEntries {
  /** What does not find room is found again. */
  private static final int ENTRIES_MAX = 4096;

  private final Queue<byte[]> entries = new ArrayBlockingQueue<>(ENTRIES_MAX);

  void offer(byte[] entry) {
    entries.offer(entry);
  }

  /** The next entry to delete, or null if there is none. */
  public byte @Nullable [] poll() {
    return entries.poll();
  }
}
