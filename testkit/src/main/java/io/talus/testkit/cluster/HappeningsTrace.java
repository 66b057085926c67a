package io.talus.testkit.cluster;

import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.replication.replica.Write;
import io.talus.testkit.cluster.NodeDisk.MemberKey;
import io.talus.testkit.simulation.Happenings;
import java.util.List;

/** Counts what happens in a cluster. */
final class HappeningsTrace implements ClusterTrace {
  private long elections;
  private long crashes;
  private long snapshots;

  @Override
  public void stepped(long time, MemberKey replica, Event event, List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Leading) {
        elections++;
      } else if (effect instanceof Effect.Persist persist
          && persist.write() instanceof Write.Reset) {
        snapshots++;
      }
    }
  }

  @Override
  public void crashed() {
    crashes++;
  }

  /** With what came of the operations of clients. */
  Happenings with(List<Operation> history) {
    return new Happenings(
        elections, crashes, snapshots, done(history, true), done(history, false), 0);
  }

  private static long done(List<Operation> history, boolean writes) {
    return history.stream()
        .filter(each -> each.write == writes && each.outcome() == Operation.Outcome.DONE)
        .count();
  }
}
