package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.log.ReplicaLog;
import io.talus.domain.replication.log.Stretch;
import java.util.Optional;

/** Puts together what a replica finds when it starts, from its writes in their order. */
public final class Recovery {
  private final ReplicaLog log;
  private long epoch;
  private Optional<MemberId> vote;
  private long commit;

  public Recovery(Stored beginning) {
    this.log = new ReplicaLog(beginning.log(), beginning.base(), beginning.history());
    this.epoch = beginning.epoch();
    this.vote = beginning.vote();
    this.commit = beginning.commit();
  }

  public void take(Write write) {
    switch (write) {
      case Write.Epoch entered -> {
        epoch = entered.epoch();
        vote = entered.vote();
      }
      case Write.Entries written -> log.append(written.entries());
      case Write.Reset reset -> {
        log.reset(reset.snapshot(), reset.membership(), reset.history());
        commit = reset.snapshot().index();
      }
    }
  }

  /** The store has applied the log up to here. */
  public void applied(long index) {
    commit = Math.max(commit, index);
  }

  /** The records up to here are gone. */
  public void droppedThrough(long index) {
    log.dropThrough(index);
  }

  public Stored stored() {
    LogPosition start = log.start();
    Stretch kept = log.after(start.index(), log.lastIndex() - start.index());
    return new Stored(
        epoch, vote, commit, log.membershipAt(start.index()), log.olderHistory(), kept);
  }
}
