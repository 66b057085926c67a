package io.talus.adapters.resp;

import java.util.Arrays;

/**
 * Where in a connection's output the replies lie that wait for a block. Belongs to one connection.
 *
 * <p>Replies that follow each other and wait for the same block are one run; so a tick of writes
 * costs one entry, however many they are.
 */
final class ReleaseGate {
  /** Longs of a run: start, end, block, replies. */
  private static final int RUN = 4;

  private static final int FIRST_CAPACITY = 4 * RUN;

  private long[] runs = new long[FIRST_CAPACITY];
  private int head;
  private int tail;
  private long released;

  /** The reply at {@code start} to {@code end} waits for the block, if it has not been released. */
  void add(long start, long end, long block) {
    if (block > released) {
      add(start, end, block, 1);
    }
  }

  void add(long start, long end, long block, long replies) {
    if (head < tail && runs[tail - 3] == start && runs[tail - 2] == block) {
      runs[tail - 3] = end;
      runs[tail - 1] += replies;
      return;
    }
    makeRoom();
    runs[tail] = start;
    runs[tail + 1] = end;
    runs[tail + 2] = block;
    runs[tail + 3] = replies;
    tail += RUN;
  }

  private void makeRoom() {
    if (tail < runs.length) {
      return;
    }
    int used = tail - head;
    long[] target = used > runs.length / 2 ? new long[runs.length * 2] : runs;
    System.arraycopy(runs, head, target, 0, used);
    runs = target;
    head = 0;
    tail = used;
  }

  void release(long block) {
    released = Math.max(released, block);
    while (head < tail && runs[head + 2] <= released) {
      head += RUN;
    }
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  /** Whether nothing waits. */
  boolean isOpen() {
    return head == tail;
  }

  /** Where the first waiting reply starts. */
  long firstStart() {
    return runs[head];
  }

  boolean waitsForAnyFrom(long block) {
    for (int i = head; i < tail; i += RUN) {
      if (runs[i + 2] >= block) {
        return true;
      }
    }
    return false;
  }

  /** Takes all runs out, in order. */
  void drainTo(RunVisitor visitor) {
    long[] drained = Arrays.copyOfRange(runs, head, tail);
    head = 0;
    tail = 0;
    for (int i = 0; i < drained.length; i += RUN) {
      visitor.visit(drained[i], drained[i + 1], drained[i + 2], drained[i + 3]);
    }
  }

  /** See {@link #drainTo}. */
  interface RunVisitor {
    void visit(long start, long end, long block, long replies);
  }
}
