package io.talus.domain.replication.replica;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.Stretch;
import java.util.List;
import java.util.Optional;

/** A record for the binlog. Writes of a slot are made in the order of their numbers. */
public sealed interface Write {
  /** Counts a replica's writes since its process started. */
  long number();

  /** The epoch that the replica has come to, and whom it has voted for in it. */
  record Epoch(long number, long epoch, Optional<MemberId> vote) implements Write {}

  /** Entries; what stood at their indexes and behind is cut, and belongs into the rollback file. */
  record Entries(long number, Stretch entries) implements Write {}

  /**
   * A snapshot takes the place of the store's contents and of the whole log, both or neither.
   *
   * @param history the epochs of what the snapshot covers, and of more
   * @param kept up to here the log holds nothing but what the snapshot covers, too; what comes
   *     behind may be nowhere else, and belongs into the rollback file
   */
  record Reset(
      long number,
      LogPosition snapshot,
      Membership membership,
      List<EpochRun> history,
      LogPosition kept)
      implements Write {}
}
