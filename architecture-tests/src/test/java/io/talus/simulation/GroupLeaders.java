package io.talus.simulation;

import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.CommandSpec;
import io.talus.application.replication.Replicas;
import io.talus.application.replication.SlotWatch;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.application.table.NodeTables;
import io.talus.domain.replication.support.NodeLease;
import io.talus.domain.slot.SlotId;

/** How the slots of a simulated node come by their leaders, and what may run on it. */
interface GroupLeaders extends SlotWatch {
  /** The tables as this node knows them when it starts. */
  NodeTables tables();

  NodeLease lease();

  /**
   * The node has its replicas, as the log has them, and begins to be one of the group.
   *
   * @param isNew whether the log speaks of no replica
   */
  void begin(Replicas replicas, ShardAssembly.Running running, boolean isNew);

  /** Where a command on the slot runs. */
  Route route(Session session, CommandSpec spec, SlotId slot);

  /** Whether commands on the slot run here at this moment. */
  boolean serves(SlotId slot);

  /** The process has died. */
  void end();
}
