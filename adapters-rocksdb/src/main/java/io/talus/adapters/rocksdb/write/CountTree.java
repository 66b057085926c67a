package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.CountLayout;
import io.talus.adapters.rocksdb.layout.CountNode;
import io.talus.adapters.rocksdb.layout.CountNode.Child;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes the tree that counts one sorted set's members: a B+ tree ({@link CountNode}) whose leaves
 * are runs of the members themselves.
 *
 * <p>All changes of a batch go down the tree together, so that a node is read and written once. A
 * run that has become too long is read from the store, merged with the changes, and cut into runs
 * of half the length; short neighbours become one without being read. A node with too many children
 * is cut in the same way. Nodes are not merged: one that has lost its members is dropped, unless it
 * is its parent's first. So the tree of a set that shrinks is sparser than it need be, but never
 * deeper than it was, and when the set becomes small the tree goes as a whole.
 */
final class CountTree implements AutoCloseable {
  private final Bytes collection;
  private final WriteSet counts;
  private final StoreSource store;
  private final CountLimits limits;
  private final LayoutSink key = new LayoutSink(64);
  private final LayoutSink value = new LayoutSink(1024);
  private StoreSource.@Nullable Places members;

  CountTree(Bytes collection, WriteSet counts, StoreSource store, CountLimits limits) {
    this.collection = collection;
    this.counts = counts;
    this.store = store;
    this.limits = limits;
  }

  void update(PlaceChanges changes) {
    boolean isCounted = changes.sizeAfter() >= limits.countedFrom();
    boolean wasCounted = changes.sizeBefore() >= limits.countedFrom();
    if (!isCounted && !wasCounted) {
      return;
    }
    CountNode root = wasCounted ? root() : null;
    if (!isCounted) {
      if (root != null) {
        drop(root);
        counts.delete(rootKey());
      }
      return;
    }
    if (root == null) {
      root = new CountNode(0, List.of(wholeSet(changes)));
    }
    writeRoot(root.level(), updated(root, null, changes.net()));
  }

  /** The set as a single run. A set of which the tree is missing is counted once more. */
  private Child wholeSet(PlaceChanges changes) {
    long count = changes.isNew() ? 0 : members().between(Bytes.EMPTY, null).size();
    return new Child(Bytes.EMPTY, count);
  }

  private void writeRoot(int level, List<Child> children) {
    List<Child> topmost = children;
    int rootLevel = level;
    while (topmost.size() > limits.childrenMax()) {
      topmost = writeNodes(rootLevel, topmost);
      rootLevel++;
    }
    new CountNode(rootLevel, topmost).encode(value.clear());
    counts.put(rootKey(), value);
  }

  /** The children that take the place of a node's after the changes, which all lie in the node. */
  private List<Child> updated(
      CountNode node, @Nullable Bytes end, NavigableMap<Bytes, Integer> changes) {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < node.children().size(); i++) {
      Child child = node.children().get(i);
      boolean isLast = i + 1 == node.children().size();
      Bytes childEnd = isLast ? end : node.children().get(i + 1).place();
      NavigableMap<Bytes, Integer> own =
          childEnd == null
              ? changes.tailMap(child.place(), true)
              : changes.subMap(child.place(), true, childEnd, false);
      if (own.isEmpty()) {
        children.add(child);
      } else if (node.level() == 0) {
        children.addAll(runs(child, childEnd, own));
      } else {
        addNode(node.level() - 1, child, childEnd, own, children);
      }
    }
    return node.level() == 0 ? joined(children) : children;
  }

  private void addNode(
      int level,
      Child child,
      @Nullable Bytes end,
      NavigableMap<Bytes, Integer> changes,
      List<Child> siblings) {
    List<Child> written = writeNodes(level, updated(node(level, child.place()), end, changes));
    boolean isEmpty = written.size() == 1 && written.getFirst().count() == 0;
    if (isEmpty && !siblings.isEmpty()) {
      dropNode(level, child.place());
    } else {
      siblings.addAll(written);
    }
  }

  private List<Child> runs(Child run, @Nullable Bytes end, NavigableMap<Bytes, Integer> changes) {
    long count = run.count();
    for (int change : changes.values()) {
      count += change;
    }
    return count <= limits.runMax()
        ? List.of(new Child(run.place(), count))
        : cut(run, end, changes);
  }

  private List<Child> cut(Child run, @Nullable Bytes end, NavigableMap<Bytes, Integer> changes) {
    TreeSet<Bytes> places = new TreeSet<>();
    if (run.count() > 0) {
      places.addAll(members().between(run.place(), end));
    }
    changes.forEach(
        (place, change) -> {
          if (change > 0) {
            places.add(place);
          } else {
            places.remove(place);
          }
        });
    int length = limits.runMax() / 2;
    List<Child> runs = new ArrayList<>();
    Bytes start = run.place();
    int count = 0;
    for (Bytes place : places) {
      if (count == length) {
        runs.add(new Child(start, count));
        start = place;
        count = 0;
      }
      count++;
    }
    runs.add(new Child(start, count));
    return runs;
  }

  /** Makes one of neighbouring runs that are short together; so an empty run never stays. */
  private List<Child> joined(List<Child> runs) {
    List<Child> joined = new ArrayList<>(runs.size());
    for (Child run : runs) {
      Child last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.count() + run.count() <= limits.runMax() / 2) {
        joined.set(joined.size() - 1, new Child(last.place(), last.count() + run.count()));
      } else {
        joined.add(run);
      }
    }
    return joined;
  }

  /** Writes a node, or several if it has become too large; the children of the level above. */
  private List<Child> writeNodes(int level, List<Child> children) {
    int most = limits.childrenMax();
    int size = children.size() <= most ? most : most / 2;
    List<Child> written = new ArrayList<>();
    for (int from = 0; from < children.size(); from += size) {
      List<Child> part = children.subList(from, Math.min(from + size, children.size()));
      CountNode node = new CountNode(level, part);
      node.encode(value.clear());
      counts.put(nodeKey(level, part.getFirst().place()), value);
      written.add(new Child(part.getFirst().place(), node.count()));
    }
    return written;
  }

  /** Opened when a run has to be read: mostly none has. */
  private StoreSource.Places members() {
    if (members == null) {
      members = store.places(collection);
    }
    return members;
  }

  @Override
  public void close() {
    if (members != null) {
      members.close();
    }
  }

  private void drop(CountNode node) {
    if (node.level() > 0) {
      node.children().forEach(child -> drop(node(node.level() - 1, child.place())));
      node.children().forEach(child -> counts.delete(nodeKey(node.level() - 1, child.place())));
    }
  }

  private void dropNode(int level, Bytes place) {
    drop(node(level, place));
    counts.delete(nodeKey(level, place));
  }

  private @Nullable CountNode root() {
    byte[] stored = store.read(Family.COUNTS, rootKey());
    return stored == null ? null : CountNode.decode(stored);
  }

  private CountNode node(int level, Bytes place) {
    byte[] stored = store.read(Family.COUNTS, nodeKey(level, place));
    if (stored == null) {
      throw new IllegalStateException(
          "node of level %d at %s is missing in the counts".formatted(level, place));
    }
    return CountNode.decode(stored);
  }

  private LayoutSink rootKey() {
    CountLayout.root(key.clear(), collection);
    return key;
  }

  private LayoutSink nodeKey(int level, Bytes place) {
    CountLayout.node(key.clear(), collection, level, place);
    return key;
  }
}
