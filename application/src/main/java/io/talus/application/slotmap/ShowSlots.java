package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap.Health;
import io.talus.application.slotmap.ClusterMap.MappedNode;
import io.talus.application.table.NodeTables;
import java.util.ArrayList;
import java.util.List;

/** CLUSTER SLOTS. */
final class ShowSlots implements SessionCommand {
  private final NodeTables tables;
  private final ClusterMap map;

  ShowSlots(NodeTables tables, ClusterMap map) {
    this.tables = tables;
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    TableMap table = TableMap.of(session, tables, map);
    return new Reply.Array(table.ranges().stream().map(range -> entry(table, range)).toList());
  }

  /** Followers that have failed are left out, as in Redis. */
  private static Reply entry(TableMap table, SlotRange range) {
    List<Reply> entry = new ArrayList<>();
    entry.add(Reply.integer(range.first()));
    entry.add(Reply.integer(range.last()));
    entry.add(node(table.leader(range)));
    table.followers(range).stream()
        .filter(node -> node.health() != Health.FAILED)
        .forEach(node -> entry.add(node(node)));
    return new Reply.Array(entry);
  }

  private static Reply node(MappedNode node) {
    return new Reply.Array(
        List.of(
            Reply.bulk(node.address().host()),
            Reply.integer(node.address().port()),
            Reply.bulk(node.id()),
            Reply.EMPTY_ARRAY));
  }
}
