package io.talus.application.cluster;

import io.talus.application.question.HeldLog;
import io.talus.domain.slot.SlotId;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Who can be asked which logs they hold. Belongs to the shard's thread. */
interface Holders {
  /**
   * Asks who leads, as {@link io.talus.application.question.Topics#ACKNOWLEDGED} says.
   *
   * @param then is told, once, now or later; of no slot if nobody answers
   */
  void askLeader(int node, Map<SlotId, HeldLog> logs, Consumer<Map<SlotId, HeldLog>> then);

  /**
   * Asks all nodes, as {@link io.talus.application.question.Topics#SYNCED} says.
   *
   * @param found is told of each node that answers which it has
   * @param then runs once when all have answered, or will not
   */
  void askAll(Map<SlotId, HeldLog> logs, BiConsumer<Integer, Set<SlotId>> found, Runnable then);

  /** How many followers have all of a slot that this node leads in the epoch; else 0. */
  int followersHere(SlotId slot, long epoch);

  /** How many followers the slots of a table are to have. */
  int followersOf(int table);
}
