package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.LayoutSink;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads keys in their order, as they were when it was made. Belongs to one thread. */
public final class Cursor implements AutoCloseable {
  private final Database database;
  private final RocksIterator iterator;

  Cursor(Database database, RocksIterator iterator) {
    this.database = database;
    this.iterator = iterator;
  }

  /** Goes to the first key that is not before {@code key}. */
  public void seek(LayoutSink key) {
    iterator.seek(key.toArray());
  }

  /** Whether there is a key here; {@link #checkEnd} says why not. */
  public boolean isValid() {
    return iterator.isValid();
  }

  public byte[] key() {
    return iterator.key();
  }

  public byte[] value() {
    return iterator.value();
  }

  public void next() {
    iterator.next();
  }

  public void previous() {
    iterator.prev();
  }

  /** Throws if it was a fault that ended the keys. */
  public void checkEnd() {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw database.fault("reading", e);
    }
  }

  /** Whether the keys ended because there are no more, and not because the rest is on the disk. */
  public boolean isComplete() {
    try {
      iterator.status();
      return true;
    } catch (RocksDBException e) {
      if (e.getStatus() != null && e.getStatus().getCode() == org.rocksdb.Status.Code.Incomplete) {
        return false;
      }
      throw database.fault("reading", e);
    }
  }

  @Override
  public void close() {
    iterator.close();
  }
}
