package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.Stretch;
import java.util.List;
import java.util.Optional;

/**
 * What a replica finds when its process starts.
 *
 * @param commit up to where the store has applied the log, or will; at least the position before it
 * @param base who belonged to the group at the position before the log
 * @param history the epochs of what comes before the log, as far as they are known
 */
public record Stored(
    long epoch,
    Optional<MemberId> vote,
    long commit,
    Membership base,
    List<EpochRun> history,
    Stretch log) {

  /** A new replica. One that joins as a learner knows no membership. */
  public static Stored initial(Membership membership) {
    return new Stored(
        0, Optional.empty(), 0, membership, List.of(), Stretch.emptyAfter(LogPosition.NONE));
  }
}
