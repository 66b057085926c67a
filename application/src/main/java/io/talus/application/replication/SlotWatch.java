package io.talus.application.replication;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.slot.SlotId;
import java.util.Optional;

/** Who wants to know who leads the slots that this node has a replica of. On the shard's thread. */
public interface SlotWatch {
  /**
   * Something has changed in who leads the slot, as far as this node's replica knows.
   *
   * @param leader empty if nobody is known to
   */
  void ledBy(SlotId slot, long epoch, Optional<MemberId> leader);

  /**
   * This node's replica has come, durably, to an epoch that the manager has granted.
   *
   * @param last the end of its log
   */
  void adopted(SlotId slot, long epoch, LogPosition last);

  /**
   * A member has in its store what its leader here, who was appointed, does not have. It gets a
   * snapshot in place of all it has.
   */
  void diverged(SlotId slot, MemberId member, LogPosition committed);

  /**
   * A snapshot takes the place of what this node's replica had, and of some of it the log is not
   * there any more, so that it is in no rollback file.
   *
   * @param kept up to here nothing is lost
   * @param through the last position of what is not kept
   */
  void unkept(SlotId slot, LogPosition kept, LogPosition through);
}
