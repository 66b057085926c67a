package io.talus.application.walk;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Members with scores that are collected and put in order, in a fraction of the memory that objects
 * take: the bytes of all members lie one behind the other in arrays, and numbers say where.
 */
public final class SortedScores {
  private static final int CHUNK_BYTES = 1 << 20;

  /** Numbers of members lie in arrays of this length: one more is cheap, and nothing is copied. */
  private static final int BLOCK_BITS = 12;

  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final int IN_BLOCK = BLOCK - 1;

  /** Score, place, and twice the number by which it is sorted. */
  private static final int NUMBERS_BYTES = Double.BYTES + Long.BYTES + 2 * Integer.BYTES;

  private final LongConsumer room;
  private final List<byte[]> chunks = new ArrayList<>();
  private int usedOfLast = CHUNK_BYTES;
  private final List<double[]> scores = new ArrayList<>();
  private final List<long[]> places = new ArrayList<>();
  private int count;

  /**
   * Collects nothing yet.
   *
   * @param room is told how much memory is about to be taken, and may refuse by throwing
   */
  public SortedScores(LongConsumer room) {
    this.room = room;
  }

  /** Takes all of them. */
  public void addAll(Pull<ScoredMember> members) {
    for (ScoredMember member = members.next(); member != null; member = members.next()) {
      add(member);
    }
  }

  private void add(ScoredMember member) {
    if ((count & IN_BLOCK) == 0) {
      room.accept(BLOCK * NUMBERS_BYTES);
      scores.add(new double[BLOCK]);
      places.add(new long[BLOCK]);
    }
    scores.getLast()[count & IN_BLOCK] = member.score();
    places.getLast()[count & IN_BLOCK] = write(member.member().array());
    count++;
  }

  private long write(byte[] bytes) {
    int length = Integer.BYTES + bytes.length;
    if (usedOfLast + length > CHUNK_BYTES) {
      int size = Math.max(CHUNK_BYTES, length);
      room.accept(size);
      chunks.add(new byte[size]);
      usedOfLast = 0;
    }
    int chunk = chunks.size() - 1;
    int at = usedOfLast;
    byte[] target = chunks.get(chunk);
    target[at] = (byte) (bytes.length >>> 24);
    target[at + 1] = (byte) (bytes.length >>> 16);
    target[at + 2] = (byte) (bytes.length >>> 8);
    target[at + 3] = (byte) bytes.length;
    System.arraycopy(bytes, 0, target, at + Integer.BYTES, bytes.length);
    usedOfLast += length;
    return (long) chunk << 32 | at;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** All of them, in the order of a sorted set. */
  public Pull<ScoredMember> inOrder() {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    sort(order, order.clone(), 0, count);
    int[] next = {0};
    return () -> next[0] < count ? member(order[next[0]++]) : null;
  }

  private ScoredMember member(int index) {
    byte[] chunk = chunks.get(chunkOf(index));
    int from = startOf(index);
    return new ScoredMember(Bytes.copyOf(chunk, from, length(chunk, from)), score(index));
  }

  private double score(int index) {
    return scores.get(index >>> BLOCK_BITS)[index & IN_BLOCK];
  }

  private long place(int index) {
    return places.get(index >>> BLOCK_BITS)[index & IN_BLOCK];
  }

  private int chunkOf(int index) {
    return (int) (place(index) >>> 32);
  }

  private int startOf(int index) {
    return (int) place(index) + Integer.BYTES;
  }

  private static int length(byte[] chunk, int from) {
    return (chunk[from - 4] & 0xFF) << 24
        | (chunk[from - 3] & 0xFF) << 16
        | (chunk[from - 2] & 0xFF) << 8
        | (chunk[from - 1] & 0xFF);
  }

  private int compare(int left, int right) {
    double leftScore = score(left);
    double rightScore = score(right);
    if (leftScore != rightScore) {
      return leftScore < rightScore ? -1 : 1;
    }
    byte[] leftChunk = chunks.get(chunkOf(left));
    byte[] rightChunk = chunks.get(chunkOf(right));
    int leftFrom = startOf(left);
    int rightFrom = startOf(right);
    return Arrays.compareUnsigned(
        leftChunk,
        leftFrom,
        leftFrom + length(leftChunk, leftFrom),
        rightChunk,
        rightFrom,
        rightFrom + length(rightChunk, rightFrom));
  }

  /** Merge sort; both arrays hold the same numbers from {@code from} to {@code to}. */
  private void sort(int[] target, int[] source, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(source, target, from, middle);
    sort(source, target, middle, to);
    if (compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takesLeft =
          right == to || (left < middle && compare(source[left], source[right]) <= 0);
      target[i] = takesLeft ? source[left++] : source[right++];
    }
  }
}
