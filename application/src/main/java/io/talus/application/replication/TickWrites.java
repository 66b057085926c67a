package io.talus.application.replication;

import io.talus.application.log.KnownReplica;
import io.talus.application.log.LogNote;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.replica.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replica's machine has written in this tick, until it is known whether the log has it.
 * Belongs to the shard's thread.
 */
final class TickWrites {
  /** A note, or entries: what the log will say of the replica, in this order. */
  private sealed interface Said {
    record Note(LogNote note) implements Said {}

    record Units(Stretch entries) implements Said {}
  }

  private final KnownReplica known;
  private final Surroundings node;
  private final List<Said> said = new ArrayList<>();
  private long last;
  private long committed;
  private boolean hasPromises;

  TickWrites(KnownReplica known, Surroundings node) {
    this.known = known;
    this.node = node;
  }

  boolean isEmpty() {
    return last == 0;
  }

  /** The log has been given the note. */
  void add(LogNote note) {
    said.add(new Said.Note(note));
  }

  /** The log has been given what the machine wants written. */
  void add(Write write) {
    switch (write) {
      case Write.Epoch ignored -> hasPromises = true;
      case Write.Entries entries -> said.add(new Said.Units(entries.entries()));
      case Write.Reset ignored -> hasPromises = true;
    }
    last = write.number();
  }

  /** Entries of this tick, or older ones, are committed. */
  void committed(long index) {
    committed = Math.max(committed, index);
  }

  /** What is committed of what the log has now; 0 if nothing is new. */
  long takeCommitted() {
    long taken = committed;
    committed = 0;
    return taken;
  }

  /** The number of the last write. */
  long last() {
    return last;
  }

  /** Whether an epoch or a vote is among the writes, which has to be synced whatever the policy. */
  boolean hasPromises() {
    return hasPromises;
  }

  /** The log has all of it. */
  void appended() {
    for (Said each : said) {
      switch (each) {
        case Said.Note note -> known.take(note.note(), false);
        case Said.Units units -> took(units.entries());
      }
    }
    said.clear();
    last = 0;
    hasPromises = false;
  }

  private void took(Stretch entries) {
    known.take(entries);
    node.index().appended(known.slot(), entries.firstIndex());
  }

  /** The log has nothing of it. */
  void clear() {
    said.clear();
    last = 0;
    committed = 0;
    hasPromises = false;
  }
}
