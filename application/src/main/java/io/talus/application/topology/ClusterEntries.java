package io.talus.application.topology;

import io.talus.application.decision.DecisionRing;
import io.talus.application.metadata.CachedMetadata;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.replication.topology.Topology.NodeEntry;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys as they were told, read. Only what has changed is read again. Keys of other kinds are
 * others' business. Belongs to the loop.
 */
final class ClusterEntries {
  private final Map<String, MetadataEntry> entries = new TreeMap<>();

  /** Empty for numbers that were used, and never will be again. */
  private final TreeMap<Integer, Optional<NodeEntry>> nodes = new TreeMap<>();

  private final TreeMap<Integer, Optional<TableDefinition>> tables = new TreeMap<>();
  private final Map<SlotId, ReplicaGroup> groups = new HashMap<>();
  private final Set<Integer> alive = new TreeSet<>();
  private String cluster = "";
  private long tablesRevision;
  private long revision;

  void replace(MetadataImage image) {
    entries.clear();
    cluster = "";
    nodes.clear();
    tables.clear();
    groups.clear();
    alive.clear();
    change(image.revision(), image.entries(), List.of());
  }

  void change(long newRevision, List<MetadataEntry> written, List<String> deleted) {
    revision = newRevision;
    written.forEach(this::put);
    deleted.forEach(this::remove);
  }

  /** Whether that is nothing but what the manager tells of itself: no image is another for it. */
  static boolean isHistory(List<MetadataEntry> written, List<String> deleted) {
    return Stream.concat(written.stream().map(MetadataEntry::key), deleted.stream())
        .allMatch(key -> key.startsWith(DecisionRing.PREFIX));
  }

  private void put(MetadataEntry entry) {
    String key = entry.key();
    if (key.startsWith(DecisionRing.PREFIX)) {
      return; // not needed by a node that starts
    }
    entries.put(key, entry);
    if (key.startsWith(ClusterKeys.NODES)) {
      nodes.put(ClusterKeys.number(key, ClusterKeys.NODES), TopologyText.node(key, entry.value()));
    } else if (key.startsWith(ClusterKeys.TABLES)) {
      int number = ClusterKeys.number(key, ClusterKeys.TABLES);
      tables.put(number, TopologyText.table(key, number, entry.value()));
      tablesRevision = Math.max(tablesRevision, entry.revision());
    } else if (key.startsWith(ClusterKeys.GROUPS)) {
      groups.put(ClusterKeys.slot(key), TopologyText.group(key, entry.value()));
    } else if (key.startsWith(ClusterKeys.ALIVE)) {
      alive.add(ClusterKeys.number(key, ClusterKeys.ALIVE));
    } else if (key.equals(ClusterKeys.CLUSTER)) {
      cluster = TopologyText.cluster(key, entry.value());
    }
  }

  private void remove(String key) {
    entries.remove(key);
    if (key.startsWith(ClusterKeys.NODES)) {
      nodes.remove(ClusterKeys.number(key, ClusterKeys.NODES));
    } else if (key.startsWith(ClusterKeys.TABLES)) {
      tables.remove(ClusterKeys.number(key, ClusterKeys.TABLES));
    } else if (key.startsWith(ClusterKeys.GROUPS)) {
      groups.remove(ClusterKeys.slot(key));
    } else if (key.startsWith(ClusterKeys.ALIVE)) {
      alive.remove(ClusterKeys.number(key, ClusterKeys.ALIVE));
    }
  }

  /** Of the key's last change; 0 if it is not there. */
  long revisionOf(String key) {
    MetadataEntry entry = entries.get(key);
    return entry == null ? 0 : entry.revision();
  }

  /** All keys, for a node's disk. */
  CachedMetadata cached() {
    return new CachedMetadata(cluster, new MetadataImage(revision, List.copyOf(entries.values())));
  }

  /** Above all that nodes have, or had. */
  int nextNode() {
    return nodes.isEmpty() ? 1 : nodes.lastKey() + 1;
  }

  ClusterImage image() {
    Map<Integer, NodeEntry> present = new TreeMap<>();
    nodes.forEach((number, node) -> node.ifPresent(entry -> present.put(number, entry)));
    List<TableDefinition> defined = tables.values().stream().flatMap(Optional::stream).toList();
    List<Integer> dropped =
        tables.entrySet().stream()
            .filter(table -> table.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return new ClusterImage(
        cluster,
        revision,
        new Topology(revision, present, groups),
        new Tables(tablesRevision, defined, dropped),
        alive);
  }
}
