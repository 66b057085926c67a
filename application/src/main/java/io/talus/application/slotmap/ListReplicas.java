package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;

/**
 * CLUSTER REPLICAS and SLAVES. Every node is a master, as {@link ShowNodes} says: so none of them
 * is another's replica, as a whole. Who follows which slots stands in CLUSTER SLOTS and SHARDS.
 */
final class ListReplicas implements SessionCommand {
  private final ClusterMap map;

  ListReplicas(ClusterMap map) {
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    map.requireNode(args.get(2).latin1());
    return Reply.EMPTY_ARRAY;
  }
}
