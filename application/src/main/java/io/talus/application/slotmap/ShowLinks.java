package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap.MappedNode;
import io.talus.application.slotmap.ClusterMap.PeerLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** CLUSTER LINKS. One connection serves a pair of nodes in both directions: each way is a link. */
final class ShowLinks implements SessionCommand {
  private final ClusterMap map;

  ShowLinks(ClusterMap map) {
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Map<Integer, MappedNode> nodes =
        map.nodes().stream().collect(Collectors.toMap(MappedNode::number, Function.identity()));
    List<Reply> links = new ArrayList<>();
    for (PeerLink link : map.links()) {
      MappedNode node = nodes.get(link.node());
      if (node != null) {
        links.add(link(link, node, "to", "w"));
        links.add(link(link, node, "from", "r"));
      }
    }
    return new Reply.Array(links);
  }

  private static Reply link(PeerLink link, MappedNode node, String direction, String events) {
    return new Reply.Map(
        List.of(
            Reply.bulk("direction"), Reply.bulk(direction),
            Reply.bulk("node"), Reply.bulk(node.id()),
            Reply.bulk("create-time"), Reply.integer(link.sinceMillis()),
            Reply.bulk("events"), Reply.bulk(events),
            Reply.bulk("send-buffer-allocated"), Reply.integer(0),
            Reply.bulk("send-buffer-used"), Reply.integer(0)));
  }
}
