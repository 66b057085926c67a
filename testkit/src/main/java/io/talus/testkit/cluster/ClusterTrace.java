package io.talus.testkit.cluster;

import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import io.talus.testkit.cluster.NodeDisk.MemberKey;
import java.util.List;

/** Sees every step of every replica, and every crash. */
interface ClusterTrace {
  ClusterTrace NONE = (time, replica, event, effects) -> {};

  void stepped(long time, MemberKey replica, Event event, List<Effect> effects);

  /** A node has crashed. */
  default void crashed() {}
}
