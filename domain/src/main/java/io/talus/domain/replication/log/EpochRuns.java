package io.talus.domain.replication.log;

import java.util.ArrayList;
import java.util.List;

/** The epochs of consecutive indexes, run by run: a log has few epochs and many entries. */
final class EpochRuns {
  private final List<EpochRun> runs = new ArrayList<>();

  /** The epoch at an index that must be held. */
  long epochAt(long index) {
    return at(index).epoch();
  }

  EpochRun at(long index) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      if (runs.get(i).holds(index)) {
        return runs.get(i);
      }
    }
    throw new IllegalArgumentException("index: " + index + " (expected: one of " + runs + ")");
  }

  /** Appends a run that begins behind the last one, with the same epoch or a larger one. */
  void add(EpochRun run) {
    if (!runs.isEmpty()) {
      EpochRun last = runs.getLast();
      if (run.first() != last.last() + 1 || run.epoch() < last.epoch()) {
        throw new IllegalStateException("run " + run + " behind " + last);
      }
      if (run.epoch() == last.epoch()) {
        runs.set(runs.size() - 1, new EpochRun(run.epoch(), last.first(), run.last()));
        return;
      }
    }
    runs.add(run);
  }

  void cutFrom(long index) {
    while (!runs.isEmpty() && runs.getLast().first() >= index) {
      runs.removeLast();
    }
    if (!runs.isEmpty() && runs.getLast().last() >= index) {
      EpochRun last = runs.removeLast();
      runs.add(new EpochRun(last.epoch(), last.first(), index - 1));
    }
  }

  /** Forgets the oldest runs up to an index, but for so many. */
  void forgetThrough(long index, int keptMax) {
    while (runs.size() > keptMax && runs.get(keptMax).last() <= index) {
      runs.removeFirst();
    }
  }

  List<EpochRun> all() {
    return List.copyOf(runs);
  }

  void clear() {
    runs.clear();
  }

  List<EpochRun> between(long first, long last) {
    return between(runs, first, last);
  }

  static List<EpochRun> between(List<EpochRun> runs, long first, long last) {
    List<EpochRun> found = new ArrayList<>();
    for (EpochRun run : runs) {
      if (run.first() <= last && run.last() >= first) {
        found.add(
            new EpochRun(run.epoch(), Math.max(first, run.first()), Math.min(last, run.last())));
      }
    }
    return found;
  }
}
