package io.talus.application.log;

import io.talus.domain.slot.SlotId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * The newest records of replicated slots, for replicas that are a little behind. When they take too
 * much, the oldest of all slots go: then the log has to be read. Belongs to the shard's thread.
 */
public final class RecentRecords {
  /** What a record takes beside its bytes: an array's header, and its places here. */
  private static final int FIXED_BYTES = 64;

  private static final byte[] NOTHING = {};

  /** The records of one slot, without gaps. */
  private static final class Tail {
    private final List<byte[]> records = new ArrayList<>();

    /** Of the oldest; the list begins with so many that are gone. */
    private long first = 1;

    private int gone;

    long last() {
      return first + records.size() - gone - 1;
    }

    byte[] at(long index) {
      return records.get(gone + (int) (index - first));
    }

    /** Returns its bytes; 0 if there is none. */
    int removeFirst() {
      if (gone == records.size()) {
        return 0;
      }
      byte[] record = records.set(gone, NOTHING);
      gone++;
      first++;
      if (gone > records.size() / 2) {
        records.subList(0, gone).clear();
        gone = 0;
      }
      return record.length;
    }

    int removeLast() {
      return records.removeLast().length;
    }
  }

  private final long bytesMax;
  private final Map<SlotId, Tail> tails = new HashMap<>();

  /** Of each record whose it is, in the order in which they came. */
  private final Queue<Tail> order = new ArrayDeque<>();

  private long bytes;

  /**
   * @param bytesMax what all records may take
   */
  public RecentRecords(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The slot's next record; what stands at its index or behind it is replaced. */
  public void add(SlotId slot, long index, byte[] record) {
    Tail tail = tails.computeIfAbsent(slot, _ -> new Tail());
    cutBehind(tail, index - 1);
    if (tail.last() != index - 1) {
      clear(tail);
      tail.first = index;
    }
    tail.records.add(record);
    order.add(tail);
    bytes += record.length + FIXED_BYTES;
    while (bytes > bytesMax && !order.isEmpty()) {
      // A tail that was cut has fewer records than places in the order: its oldest go earlier.
      bytes -= order.remove().removeFirst() + FIXED_BYTES;
    }
  }

  /** The slot's log ends with this index. */
  public void cutBehind(SlotId slot, long index) {
    Tail tail = tails.get(slot);
    if (tail != null) {
      cutBehind(tail, index);
    }
  }

  private void cutBehind(Tail tail, long index) {
    while (tail.last() > index && tail.last() >= tail.first) {
      bytes -= tail.removeLast();
    }
  }

  private void clear(Tail tail) {
    for (int removed = tail.removeFirst(); removed > 0; removed = tail.removeFirst()) {
      bytes -= removed;
    }
  }

  /** The slot's log is another one, or none. */
  public void forget(SlotId slot) {
    Tail tail = tails.remove(slot);
    if (tail != null) {
      clear(tail);
    }
  }

  /** The records from one index to another; empty if not all of them are here. */
  public Optional<List<byte[]>> find(SlotId slot, long first, long last) {
    Tail tail = tails.get(slot);
    if (first > last) {
      return Optional.of(List.of());
    }
    if (tail == null || first < tail.first || last > tail.last()) {
      return Optional.empty();
    }
    List<byte[]> found = new ArrayList<>((int) (last - first + 1));
    for (long index = first; index <= last; index++) {
      found.add(tail.at(index));
    }
    return Optional.of(found);
  }

  /** What all records take. */
  long bytes() {
    return bytes;
  }
}
