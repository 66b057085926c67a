package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap.MappedNode;

/**
 * CLUSTER MYID and MYSHARDID. A node is the master of what it leads and of nothing else, so it has
 * its shard for itself.
 */
final class ShowOwnId implements SessionCommand {
  private final ClusterMap map;

  ShowOwnId(ClusterMap map) {
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    return map.nodes().stream()
        .filter(MappedNode::isSelf)
        .findFirst()
        .map(node -> Reply.bulk(node.id()))
        .orElseThrow(() -> new IllegalStateException("this node is not on the map"));
  }
}
