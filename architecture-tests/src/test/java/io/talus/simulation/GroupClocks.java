package io.talus.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The time of all machines, and of the metadata. Where leases matter, the machines' clocks run a
 * little faster or slower than that one, as much as the lease's margin allows.
 */
final class GroupClocks {
  private static final int PERCENT = 100;

  /** By the slowest, a lease of 3,000 ms less its margin of 500 lasts 2,977 ms. */
  private static final int[] SPEEDS = {84, PERCENT, 120};

  /** Mostly as much as a fast machine needs for what there is to do. */
  private static final int SHORT_MILLIS = 3;

  /** What leases and failovers take is much longer, and hardly anything happens meanwhile. */
  private static final int SHORT_OF_LEASES_MILLIS = 40;

  private static final int LONG_MILLIS = 3000;
  private static final int LONG_ONCE_IN = 4000;

  private final List<Machine> machines;
  private final Optional<GroupMetadata> metadata;
  private final int[] percents;
  private long passedMillis;

  GroupClocks(List<Machine> machines, Optional<GroupMetadata> metadata, SplittableRandom random) {
    this.machines = machines;
    this.metadata = metadata;
    this.percents =
        metadata.isEmpty()
            ? IntStream.generate(() -> PERCENT).limit(machines.size()).toArray()
            : random.ints(machines.size(), 0, SPEEDS.length).map(speed -> SPEEDS[speed]).toArray();
  }

  /** A moment passes; seldom, if anything may fail, a long while. */
  void pass(SplittableRandom random, boolean calm) {
    int moment = metadata.isPresent() ? SHORT_OF_LEASES_MILLIS : SHORT_MILLIS;
    boolean isLong = random.nextInt(LONG_ONCE_IN) == 0 && !calm;
    pass(random.nextInt(isLong ? LONG_MILLIS : moment));
  }

  private void pass(long millis) {
    long before = passedMillis;
    passedMillis += millis;
    for (int i = 0; i < percents.length; i++) {
      long passing = passedMillis * percents[i] / PERCENT - before * percents[i] / PERCENT;
      machines.get(i).clock().advance(passing);
    }
    metadata.ifPresent(each -> each.advance(millis));
  }

  /** Since the beginning, by the clock of the metadata. */
  long passedMillis() {
    return passedMillis;
  }
}
