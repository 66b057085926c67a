package io.talus.domain.replication.group;

import java.util.Comparator;

/**
 * A replica of a slot, for as long as it remembers. A replica that has lost its log or its disk
 * returns under the next life: nobody may count what the former one acknowledged or voted.
 *
 * @param node the number of the node it lives on, 1 or more
 * @param life which replica of this slot on that node it is, counting from 1, never reused
 */
public record MemberId(int node, int life) implements Comparable<MemberId> {
  private static final Comparator<MemberId> ORDER =
      Comparator.comparingInt(MemberId::node).thenComparingInt(MemberId::life);

  public MemberId {
    if (node < 1 || life < 1) {
      throw new IllegalArgumentException("member: " + node + "." + life + " (expected: 1 or more)");
    }
  }

  /** The first replica of the slot on that node. */
  public static MemberId on(int node) {
    return new MemberId(node, 1);
  }

  public MemberId nextLife() {
    return new MemberId(node, life + 1);
  }

  @Override
  public int compareTo(MemberId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return life == 1 ? "n" + node : "n" + node + "." + life;
  }
}
