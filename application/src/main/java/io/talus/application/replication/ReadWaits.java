package io.talus.application.replication;

import io.talus.domain.slot.SlotId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads that wait until a majority has confirmed that this node leads (dissertation, section 6.4).
 * Belongs to the shard's thread.
 */
final class ReadWaits {
  /** All replicas of a node together. More are refused: clients that wait for them are as many. */
  static final int MAX = 100_000;

  private record Waiting(SlotId slot, Runnable ready, Runnable refused) {}

  private final Map<Long, Waiting> waiting = new HashMap<>();

  /** Those that were confirmed and wait for a leader's first unit to be committed: up to which. */
  private final Map<Long, Long> uncommitted = new HashMap<>();

  private long last;

  boolean isFull() {
    return waiting.size() >= MAX;
  }

  /** Returns the number under which it waits. */
  long add(SlotId slot, Runnable ready, Runnable refused) {
    last++;
    waiting.put(last, new Waiting(slot, ready, refused));
    return last;
  }

  /**
   * A majority has confirmed.
   *
   * @param index the unit up to which the log has to be committed before the read runs
   * @param committed up to where it is
   */
  void ready(long id, long index, long committed) {
    if (committed < index) {
      uncommitted.put(id, index);
      return;
    }
    uncommitted.remove(id);
    Waiting found = waiting.remove(id);
    if (found != null) {
      found.ready.run();
    }
  }

  /** The slot's log is committed up to this unit. */
  void committed(SlotId slot, long index) {
    if (uncommitted.isEmpty()) {
      return;
    }
    for (Map.Entry<Long, Long> each : new LinkedHashMap<>(uncommitted).entrySet()) {
      Waiting waits = waiting.get(each.getKey());
      if (waits == null) {
        uncommitted.remove(each.getKey());
      } else if (waits.slot.equals(slot)) {
        ready(each.getKey(), each.getValue(), index);
      }
    }
  }

  void refused(long id) {
    uncommitted.remove(id);
    Waiting found = waiting.remove(id);
    if (found != null) {
      found.refused.run();
    }
  }

  /** Nobody will answer for the slot: its replica begins anew. */
  void refuseAll(SlotId slot) {
    for (Map.Entry<Long, Waiting> each : new LinkedHashMap<>(waiting).entrySet()) {
      if (each.getValue().slot.equals(slot)) {
        refused(each.getKey());
      }
    }
  }
}
