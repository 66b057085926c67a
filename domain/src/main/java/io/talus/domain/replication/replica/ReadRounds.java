package io.talus.domain.replication.replica;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads that wait until a majority has confirmed, after they came, that this is the leader
 * (dissertation, section 6.4). A leader that is supported need not ask.
 */
final class ReadRounds {
  private record Waiting(long id, long round, long index) {}

  private final Core core;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  ReadRounds(Core core) {
    this.core = core;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= Timing.READS_MAX;
  }

  void add(long id, long round, long index) {
    waiting.add(new Waiting(id, round, index));
  }

  void answered(long round) {
    while (!waiting.isEmpty() && waiting.getFirst().round() <= round) {
      Waiting read = waiting.removeFirst();
      core.emit(new Effect.ReadReady(read.id(), read.index()));
    }
  }

  void refuseAll() {
    waiting.forEach(read -> core.emit(new Effect.ReadRefused(read.id())));
    waiting.clear();
  }
}
