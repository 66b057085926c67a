package io.talus.application.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;

/**
 * What the log says of itself between its units, each about one slot. Notes are durable with the
 * units around them, so that they cost no sync of their own.
 */
public sealed interface LogNote
    permits TailCut, LogNote.EpochEntered, LogNote.Members, LogNote.Replica {
  SlotId slot();

  /**
   * The replica has come to an epoch, and has voted in it or not.
   *
   * @param vote whom it has voted for
   */
  record EpochEntered(SlotId slot, MemberId member, long epoch, Optional<MemberId> vote)
      implements LogNote {}

  /**
   * The unit at this position, which follows, changes who belongs to the group. The unit itself is
   * empty.
   */
  record Members(SlotId slot, LogPosition position, Membership membership) implements LogNote {}

  /**
   * What a replica is, so that nothing before has to be read to know it.
   *
   * @param epoch the epoch that it has come to
   * @param vote whom it has voted for in that epoch
   * @param start the position before the first unit that it keeps in its log
   * @param membership who belonged to the group there
   * @param history the epochs of what comes before, as far as they are known
   * @param reason why it is said here
   */
  record Replica(
      SlotId slot,
      MemberId member,
      long epoch,
      Optional<MemberId> vote,
      LogPosition start,
      Membership membership,
      List<EpochRun> history,
      Reason reason)
      implements LogNote {

    /** Why a {@link Replica} note is in the log. */
    public enum Reason {
      /** Here it begins, with nothing. What the log holds of the slot before is not its own. */
      BEGINS,
      /** What comes before may be given up. */
      RESTATED,
      /**
       * A snapshot of the slot up to {@code start} is about to take the place of all it had. If the
       * store does not say that the slot begins after the block of this note, it did not come to
       * that, and the note means nothing.
       */
      INSTALLS,
      /** It is no replica any more; what it had is to be removed. */
      ENDS
    }
  }
}
