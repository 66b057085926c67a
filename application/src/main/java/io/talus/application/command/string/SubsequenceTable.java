package io.talus.application.command.string;

import io.talus.domain.bytes.Bytes;

/**
 * The longest common subsequence of two byte strings, by dynamic programming over all pairs of
 * their beginnings.
 *
 * <p>Of the lengths only two rows are kept. To find the way back, a bit for each pair says whether
 * to leave out the left one's last byte: a thirty-second of what a table of lengths would take.
 * Ties are broken as in Redis, so that the same subsequence is found.
 */
final class SubsequenceTable {
  private final byte[] left;
  private final byte[] right;
  private final long[] leaveOutLeft;
  private final int length;

  SubsequenceTable(byte[] left, byte[] right) {
    this.left = left;
    this.right = right;
    this.leaveOutLeft = new long[(int) (((long) left.length * right.length + 63) >>> 6)];
    this.length = fill();
  }

  private int fill() {
    int[] above = new int[right.length + 1];
    int[] row = new int[right.length + 1];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        if (left[i] == right[j]) {
          row[j + 1] = above[j] + 1;
        } else if (above[j + 1] > row[j]) {
          row[j + 1] = above[j + 1];
          long cell = cell(i, j);
          leaveOutLeft[(int) (cell >>> 6)] |= 1L << cell;
        } else {
          row[j + 1] = row[j];
        }
      }
      int[] next = above;
      above = row;
      row = next;
    }
    return above[right.length];
  }

  private long cell(int i, int j) {
    return (long) i * right.length + j;
  }

  int length() {
    return length;
  }

  Bytes subsequence() {
    byte[] found = new byte[length];
    int[] at = {length};
    forEachMatch(
        (inLeft, inRight, run) -> {
          at[0] -= run;
          System.arraycopy(left, inLeft, found, at[0], run);
        });
    return Bytes.wrap(found);
  }

  /** Visits the runs of bytes that make up the subsequence, from the last to the first. */
  void forEachMatch(MatchVisitor visitor) {
    int i = left.length;
    int j = right.length;
    while (i > 0 && j > 0) {
      int run = 0;
      while (i > 0 && j > 0 && left[i - 1] == right[j - 1]) {
        i--;
        j--;
        run++;
      }
      if (run > 0) {
        visitor.visit(i, j, run);
      } else if (leavesOutLeft(i - 1, j - 1)) {
        i--;
      } else {
        j--;
      }
    }
  }

  private boolean leavesOutLeft(int i, int j) {
    long cell = cell(i, j);
    return (leaveOutLeft[(int) (cell >>> 6)] >>> cell & 1) != 0;
  }

  /** Takes a run of {@code length} bytes by its beginnings in both strings. */
  @FunctionalInterface
  interface MatchVisitor {
    void visit(int left, int right, int length);
  }
}
