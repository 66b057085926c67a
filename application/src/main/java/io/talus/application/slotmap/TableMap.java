package io.talus.application.slotmap;

import io.talus.application.command.Errors;
import io.talus.application.session.Session;
import io.talus.application.slotmap.ClusterMap.Health;
import io.talus.application.slotmap.ClusterMap.MappedNode;
import io.talus.application.table.NodeTables;
import io.talus.domain.table.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The map of one table at one moment: what the commands write down in their several ways.
 *
 * @param nodes by their numbers, ascending
 */
record TableMap(Map<Integer, MappedNode> nodes, List<SlotRange> ranges) {
  /** The map of the table that the client has selected. */
  static TableMap of(Session session, NodeTables tables, ClusterMap map) {
    TableDefinition table = tables.current().find(session.table());
    if (table == null) {
      throw Errors.tableDropped(session.table());
    }
    Map<Integer, MappedNode> nodes = new LinkedHashMap<>();
    map.nodes().forEach(node -> nodes.put(node.number(), node));
    List<SlotRange> ranges =
        SlotRange.of(table, map).stream()
            .filter(range -> nodes.containsKey(range.holders().leader()))
            .toList();
    return new TableMap(nodes, ranges);
  }

  MappedNode node(int number) {
    MappedNode node = nodes.get(number);
    if (node == null) {
      throw new IllegalStateException("no node " + number);
    }
    return node;
  }

  MappedNode leader(SlotRange range) {
    return node(range.holders().leader());
  }

  List<MappedNode> followers(SlotRange range) {
    return range.holders().followers().stream().filter(nodes::containsKey).map(this::node).toList();
  }

  List<SlotRange> ledBy(MappedNode node) {
    return ranges.stream().filter(range -> range.holders().leader() == node.number()).toList();
  }

  /** How many hash slots have a leader that fares so. */
  int hashSlots(Health health) {
    return ranges.stream()
        .filter(range -> leader(range).health() == health)
        .mapToInt(SlotRange::count)
        .sum();
  }

  /** The newest leadership of some ranges; 0 of none. */
  static long epoch(List<SlotRange> ranges) {
    return ranges.stream().mapToLong(range -> range.holders().epoch()).max().orElse(0);
  }
}
