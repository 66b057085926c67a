package io.talus.application.log;

import io.talus.application.port.Binlog;
import java.util.function.Consumer;

/**
 * What becomes of the log that the store does not need any more. A node that is alone gives it up;
 * where other nodes have replicas it is kept for them, for a while.
 */
@FunctionalInterface
public interface LogRetention {
  /** The store has, durably, everything before this place. By the background writer. */
  void storeHas(Needless upTo);

  /** A place in the log; what a block is stays in here. */
  record Needless(Binlog binlog, long block) {
    /** Gives up what the store has. May wait for the disk. */
    public void giveUp() {
      binlog.retain(block);
    }

    /**
     * The part of it that lies so far back that more than {@code bytesKept} of the log remain.
     *
     * @param bytesKept what others may still need
     */
    public Needless keeping(long bytesKept) {
      long low = binlog.firstBlock() - 1;
      long high = block;
      while (low < high) {
        long middle = low + (high - low + 1) / 2;
        if (binlog.bytesAfter(middle) >= bytesKept) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return new Needless(binlog, low);
    }

    /** What giving it up would free. */
    public long bytes() {
      return binlog.bytesAfter(binlog.firstBlock() - 1) - binlog.bytesAfter(block);
    }

    /** Tells, of each slot, up to which index its units are given up with it. */
    public void forEachSlot(EntryIndex index, Consumer<EntryIndex.Dropped> visitor) {
      index.dropThrough(block, visitor);
    }
  }

  /** Until it is known who needs it. */
  static LogRetention keepsAll() {
    return upTo -> {};
  }

  /** For a node that is alone. */
  static LogRetention none() {
    return Needless::giveUp;
  }
}
