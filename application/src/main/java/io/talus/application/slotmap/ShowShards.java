package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap.Health;
import io.talus.application.slotmap.ClusterMap.MappedNode;
import io.talus.application.table.NodeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CLUSTER SHARDS. What has the same leader and the same followers is a shard; so a node may be part
 * of several, in one as master and in another as replica.
 */
final class ShowShards implements SessionCommand {
  /** The nodes of a shard, the leader first. */
  private record Shard(MappedNode leader, List<MappedNode> followers) {}

  private final NodeTables tables;
  private final ClusterMap map;

  ShowShards(NodeTables tables, ClusterMap map) {
    this.tables = tables;
    this.map = map;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    TableMap table = TableMap.of(session, tables, map);
    Map<Shard, List<Reply>> shards = new LinkedHashMap<>();
    for (SlotRange range : table.ranges()) {
      Shard shard = new Shard(table.leader(range), table.followers(range));
      List<Reply> slots = shards.computeIfAbsent(shard, each -> new ArrayList<>());
      slots.add(Reply.integer(range.first()));
      slots.add(Reply.integer(range.last()));
    }
    List<Reply> all = new ArrayList<>();
    shards.forEach((shard, slots) -> all.add(shard(shard, slots)));
    return new Reply.Array(all);
  }

  private static Reply shard(Shard shard, List<Reply> slots) {
    List<Reply> nodes = new ArrayList<>();
    nodes.add(node(shard.leader, "master"));
    shard.followers.forEach(node -> nodes.add(node(node, "replica")));
    return new Reply.Map(
        List.of(
            Reply.bulk("slots"), new Reply.Array(slots),
            Reply.bulk("nodes"), new Reply.Array(nodes)));
  }

  private static Reply node(MappedNode node, String role) {
    return new Reply.Map(
        List.of(
            Reply.bulk("id"), Reply.bulk(node.id()),
            Reply.bulk("port"), Reply.integer(node.address().port()),
            Reply.bulk("ip"), Reply.bulk(node.address().host()),
            Reply.bulk("endpoint"), Reply.bulk(node.address().host()),
            Reply.bulk("role"), Reply.bulk(role),
            Reply.bulk("replication-offset"), Reply.integer(0),
            Reply.bulk("health"), Reply.bulk(node.health() == Health.FAILED ? "fail" : "online")));
  }
}
