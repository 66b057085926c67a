package io.talus.application.topology;

import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataChange.Write;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.replication.topology.Topology.NodeEntry;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What changes of the cluster write, on the condition that nobody has been faster. */
final class ClusterChanges {
  private final Map<String, Write> writes = new LinkedHashMap<>();

  /** Those that lead from one image to the other. */
  static ClusterChanges of(Topology before, Topology after, Collection<TopologyChange> changes) {
    ClusterChanges written = new ClusterChanges();
    for (TopologyChange change : changes) {
      switch (change) {
        case TopologyChange.AddNode add -> written.node(add.node(), after);
        case TopologyChange.MoveNode move -> written.node(move.node(), after);
        case TopologyChange.DrainNode drain -> written.node(drain.node(), after);
        case TopologyChange.RemoveNode remove -> written.node(remove.node(), after);
        case TopologyChange.SetGroup set ->
            written.put(ClusterKeys.group(set.slot()), TopologyText.write(set.group()));
        case TopologyChange.DropTable drop -> written.dropGroups(drop.table(), before);
      }
    }
    return written;
  }

  /** The one that leads to the other image. */
  static ClusterChanges of(Tables after, TablesChange change) {
    ClusterChanges written = new ClusterChanges();
    switch (change) {
      case TablesChange.Created created -> written.table(after.find(created.name()));
      case TablesChange.Altered altered -> written.table(after.find(altered.number()));
      case TablesChange.Dropped dropped ->
          written.put(ClusterKeys.table(dropped.number()), TopologyText.droppedTable());
    }
    return written;
  }

  private void node(int number, Topology after) {
    NodeEntry entry = after.nodes().get(number);
    put(
        ClusterKeys.node(number),
        entry == null ? TopologyText.removedNode() : TopologyText.write(entry));
  }

  private void table(@Nullable TableDefinition table) {
    if (table == null) {
      throw new IllegalStateException("a table that was created or altered is not there");
    }
    put(ClusterKeys.table(table.number()), TopologyText.write(table));
  }

  private void dropGroups(int table, Topology before) {
    for (SlotId slot : before.groups().keySet()) {
      if (slot.table() == table) {
        String key = ClusterKeys.group(slot);
        writes.put(key, new Write.Delete(key));
      }
    }
  }

  private void put(String key, byte[] value) {
    writes.put(key, new Write.Put(key, value, 0));
  }

  /** In portions that the metadata takes at once, each on condition of what is provided, too. */
  Queue<MetadataChange> portions(ToLongFunction<String> revisionOf, List<Condition> provided) {
    Queue<MetadataChange> portions = new ArrayDeque<>();
    List<Write> all = List.copyOf(writes.values());
    int keysMax = MetadataChange.OPERATIONS_MAX - provided.size();
    if (keysMax < 1) {
      throw new IllegalArgumentException("conditions: " + provided.size());
    }
    for (int from = 0; from < all.size(); from += keysMax) {
      List<Write> some = all.subList(from, Math.min(all.size(), from + keysMax));
      List<Condition> conditions = new ArrayList<>();
      for (Write write : some) {
        conditions.add(new Condition(write.key(), revisionOf.applyAsLong(write.key())));
      }
      conditions.addAll(provided);
      portions.add(new MetadataChange(conditions, some));
    }
    return portions;
  }
}
