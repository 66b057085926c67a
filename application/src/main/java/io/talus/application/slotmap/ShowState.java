package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.decision.Decision;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.slotmap.ClusterMap.Health;
import io.talus.application.slotmap.ClusterMap.MappedNode;
import io.talus.application.table.NodeTables;
import io.talus.domain.slot.HashSlot;
import java.util.ArrayList;
import java.util.List;

/**
 * CLUSTER INFO. Every hash slot is assigned; one that nobody leads at present has failed. Behind
 * Redis's lines stands what the manager has decided last, if it has decided anything.
 */
final class ShowState implements SessionCommand {
  private final NodeTables tables;
  private final ClusterMap map;
  private final DecisionHistory decisions;

  ShowState(NodeTables tables, ClusterMap map, DecisionHistory decisions) {
    this.tables = tables;
    this.map = map;
    this.decisions = decisions;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    TableMap table = TableMap.of(session, tables, map);
    int online = table.hashSlots(Health.ONLINE);
    int suspected = table.hashSlots(Health.SUSPECTED);
    int failed = HashSlot.COUNT - online - suspected;
    List<String> lines =
        new ArrayList<>(
            List.of(
                "cluster_state:" + (failed == 0 ? "ok" : "fail"),
                "cluster_slots_assigned:" + HashSlot.COUNT,
                "cluster_slots_ok:" + online,
                "cluster_slots_pfail:" + suspected,
                "cluster_slots_fail:" + failed,
                "cluster_known_nodes:" + table.nodes().size(),
                "cluster_size:" + size(table),
                "cluster_current_epoch:" + TableMap.epoch(table.ranges()),
                "cluster_my_epoch:" + ownEpoch(table),
                "cluster_stats_messages_sent:0",
                "cluster_stats_messages_received:0",
                "total_cluster_links_buffer_limit_exceeded:0",
                "manager_decisions:" + decisions.count()));
    decisions.last().ifPresent(last -> lines.addAll(lines(last)));
    return new Reply.Verbatim(String.join("\r\n", lines) + "\r\n");
  }

  /** Clients take a line apart at all of its colons. */
  private static List<String> lines(Decision last) {
    return List.of(
        "manager_last_decision_time:" + last.millis(),
        "manager_last_decision:" + last.text().replace(':', ';'));
  }

  /** Nodes that lead something. */
  private static long size(TableMap table) {
    return table.ranges().stream().mapToInt(range -> range.holders().leader()).distinct().count();
  }

  private static long ownEpoch(TableMap table) {
    return table.nodes().values().stream()
        .filter(MappedNode::isSelf)
        .mapToLong(node -> TableMap.epoch(table.ledBy(node)))
        .findFirst()
        .orElse(0);
  }
}
