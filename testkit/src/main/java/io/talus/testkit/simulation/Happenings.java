package io.talus.testkit.simulation;

/**
 * What happened in simulations, so that whoever runs them sees that it was not nothing.
 *
 * @param elections leaderships that began
 * @param crashes of nodes, by their process or their machine
 * @param snapshots that were installed
 * @param writes that clients know to be done
 * @param reads that were answered
 * @param lost writes that clients know to be done, and that another leader went on without
 */
public record Happenings(
    long elections, long crashes, long snapshots, long writes, long reads, long lost) {
  public static final Happenings NONE = new Happenings(0, 0, 0, 0, 0, 0);

  /** Of both. */
  public Happenings plus(Happenings other) {
    return new Happenings(
        elections + other.elections,
        crashes + other.crashes,
        snapshots + other.snapshots,
        writes + other.writes,
        reads + other.reads,
        lost + other.lost);
  }

  @Override
  public String toString() {
    return "%d elections, %d crashes, %d snapshots, %d writes (%d lost), %d reads"
        .formatted(elections, crashes, snapshots, writes, lost, reads);
  }
}
