package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.LogNote;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStore;
import io.talus.domain.replication.replica.Write;

/**
 * Puts a snapshot that is whole in the place of all that a replica has. Belongs to the shard's
 * thread.
 *
 * <p>For maintainers. The order is:
 *
 * <ol>
 *   <li>the log says that the snapshot is about to be installed, and that is synced;
 *   <li>what the snapshot may not cover is kept in rollback files ({@link LostTails});
 *   <li>the store takes it, with where the log ended, and flushes: both at once, or neither;
 *   <li>the shard's slot, what is known of the replica's log, and the machine follow.
 * </ol>
 *
 * A crash before the third step is done leaves the old slot with its old log: the note means
 * nothing, as the store does not say so. A crash after it leaves the new one: the note says where
 * the log begins, and the store skips what stands before. Meanwhile nothing happens to the replica,
 * so nothing of the slot follows the note in the log; and the log is not given up, so the note
 * stays until one behind it says the same.
 */
final class SnapshotInstalls {
  /** A disk that is full gets room, or does not: nobody waits but this replica. */
  private static final long RETRY_MILLIS = 1000;

  private final Replicas.Parts parts;
  private final BackgroundWriter writer;
  private final SlotStore store;
  private final Errands thread;
  private final FailureLog failures;
  private final IncomingSnapshots incoming;
  private final LostTails lost;
  private long installed;

  SnapshotInstalls(
      Replicas.Parts parts,
      Errands thread,
      FailureLog failures,
      IncomingSnapshots incoming,
      LostTails lost) {
    this.parts = parts;
    this.writer = parts.writer();
    this.store = parts.store();
    this.thread = thread;
    this.failures = failures;
    this.incoming = incoming;
    this.lost = lost;
  }

  private record Install(
      IncomingSnapshot snapshot, int generation, LogNote.Replica note, long logEnd) {}

  /** How many snapshots have been installed by this process. */
  long installed() {
    return installed;
  }

  /** Begins, after what the machine wants done besides. */
  void begin(IncomingSnapshot snapshot, Write.Reset reset) {
    snapshot.installing();
    int generation = snapshot.replica().generation();
    parts.loop().post(() -> note(snapshot, reset, generation));
  }

  private void note(IncomingSnapshot snapshot, Write.Reset reset, int generation) {
    HostedReplica replica = snapshot.replica();
    parts.slots().append(); // the note repeats what was written before it
    if (replica.generation() == generation) {
      LogNote.Replica note = replica.noteInstall(reset);
      parts.slots().append();
      if (replica.generation() == generation) {
        Install install = new Install(snapshot, generation, note, parts.binlog().lastBlock());
        LostTails.Lost tail = new LostTails.Lost(replica, install.logEnd, replica.givenUp(reset));
        parts.log().whenDurable(() -> lost.keep(tail, () -> finish(install)));
        return;
      }
    }
    incoming.abandon(snapshot); // the log has taken nothing: the replica is as it was
  }

  private void finish(Install install) {
    if (install.snapshot.replica().hasEnded()) {
      incoming.abandon(install.snapshot);
      return;
    }
    thread.send(
        () -> inStore(install),
        state -> inStore(install, state),
        failed -> {
          failures.add(failed);
          parts.loop().schedule(RETRY_MILLIS, () -> finish(install));
        });
  }

  /** On the writer's thread. */
  private SlotState inStore(Install install) {
    SlotState state = install.snapshot.pieces().state();
    if (store.beginsAfter(state.slot()) < install.logEnd) {
      writer.install(install.snapshot.pieces().whole(), install.logEnd);
    } else {
      writer.flush(); // it was there before, and could not be made durable
    }
    return state;
  }

  private void inStore(Install install, SlotState state) {
    install.snapshot.replica().installed(state, install.note, install.generation);
    installed++;
    incoming.installed(install.snapshot);
  }
}
