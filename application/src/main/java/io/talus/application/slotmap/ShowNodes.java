package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap.Health;
import io.talus.application.slotmap.ClusterMap.MappedNode;
import io.talus.application.table.NodeTables;
import java.util.List;
import java.util.stream.Collectors;

/** CLUSTER NODES. Every node leads something, or may: so all of them are masters. */
final class ShowNodes implements SessionCommand {
  private final NodeTables tables;
  private final ClusterMap map;

  ShowNodes(NodeTables tables, ClusterMap map) {
    this.tables = tables;
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    TableMap table = TableMap.of(session, tables, map);
    return new Reply.Verbatim(
        table.nodes().values().stream()
            .map(node -> line(node, table.ledBy(node)))
            .collect(Collectors.joining()));
  }

  private static String line(MappedNode node, List<SlotRange> led) {
    return "%s %s@%d %s - 0 0 %d %s%s\n"
        .formatted(
            node.id(),
            node.address(),
            node.peerPort(),
            flags(node),
            TableMap.epoch(led),
            node.health() == Health.ONLINE ? "connected" : "disconnected",
            led.stream().map(ShowNodes::range).collect(Collectors.joining()));
  }

  private static String flags(MappedNode node) {
    return (node.isSelf() ? "myself,master" : "master")
        + switch (node.health()) {
          case ONLINE -> "";
          case SUSPECTED -> ",fail?";
          case FAILED -> ",fail";
        };
  }

  private static String range(SlotRange range) {
    return range.count() == 1 ? " " + range.first() : " " + range.first() + "-" + range.last();
  }
}
