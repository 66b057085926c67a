package io.talus.testkit.cluster;

/** What a client wants of one key, and what came of it. */
final class Operation {
  enum Outcome {
    OPEN,
    DONE,
    /** It was certainly not done. */
    REFUSED,
    /** It may have been done, or may be done yet. */
    UNKNOWN
  }

  final int slot;
  final int key;
  final boolean write;
  final long invoked;

  /** The index that a read must at least have seen: the last one acknowledged before it began. */
  final long mustSee;

  private long value;
  private long returned = Long.MAX_VALUE;
  private Outcome outcome = Outcome.OPEN;

  Operation(int slot, int key, boolean write, long value, long invoked, long mustSee) {
    this.slot = slot;
    this.key = key;
    this.write = write;
    this.value = value;
    this.invoked = invoked;
    this.mustSee = mustSee;
  }

  Put put() {
    return new Put(key, value);
  }

  void done(long result, long now) {
    if (outcome == Outcome.OPEN) {
      value = result;
      outcome = Outcome.DONE;
      returned = now;
    }
  }

  void ended(Outcome how) {
    if (outcome == Outcome.OPEN) {
      outcome = how;
    }
  }

  Outcome outcome() {
    return outcome;
  }

  long value() {
    return value;
  }

  long returned() {
    return returned;
  }

  @Override
  public String toString() {
    return (write ? "set " : "get ") + slot + ":" + key + " " + value + " at " + invoked;
  }
}
