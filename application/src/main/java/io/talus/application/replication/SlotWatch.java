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
   * A member has in its store what its leader, who was appointed, does not have: it has to come
   * back under another life.
   */
  void diverged(SlotId slot, MemberId member);
}
