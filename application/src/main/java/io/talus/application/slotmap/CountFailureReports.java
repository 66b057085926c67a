package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/** CLUSTER COUNT-FAILURE-REPORTS. Nodes do not report each other here: leases and votes decide. */
final class CountFailureReports implements SessionCommand {
  private final ClusterMap map;

  CountFailureReports(ClusterMap map) {
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    map.requireNode(args.get(2).latin1());
    return Reply.integer(0);
  }
}
