package io.talus.domain.replication.replica;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Numbers the writes of a replica and knows which are durable, and up to which index the log is.
 *
 * <p>The number makes it impossible to take one write for another: an index may be written again
 * under a new epoch while its first write is still on its way to the disk.
 */
final class PendingWrites {
  private record Pending(long number, long lastIndex) {}

  private final SafetyRules rules;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long issued;
  private long durable;
  private long durableIndex;

  PendingWrites(SafetyRules rules, long durableIndex) {
    this.rules = rules;
    this.durableIndex = durableIndex;
  }

  long issued() {
    return issued;
  }

  long durable() {
    return durable;
  }

  /** Up to here the log as it stands now is durable. */
  long durableIndex() {
    return durableIndex;
  }

  /** A write without entries. */
  long next() {
    issued++;
    return issued;
  }

  long entries(long first, long last) {
    if (rules.cutVoidsWrites()) {
      voidFrom(first);
    }
    long number = next();
    pending.add(new Pending(number, last));
    return number;
  }

  long reset(long index) {
    pending.clear();
    durableIndex = 0;
    long number = next();
    pending.add(new Pending(number, index));
    return number;
  }

  void persisted(long number) {
    durable = Math.max(durable, number);
    while (!pending.isEmpty() && pending.getFirst().number() <= number) {
      durableIndex = Math.max(durableIndex, pending.removeFirst().lastIndex());
    }
  }

  private void voidFrom(long index) {
    durableIndex = Math.min(durableIndex, index - 1);
    for (int i = pending.size(); i > 0; i--) {
      Pending write = pending.removeFirst();
      pending.add(new Pending(write.number(), Math.min(write.lastIndex(), index - 1)));
    }
  }
}
