package io.talus.application.topology;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataException;
import io.talus.application.port.MetadataStore;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.table.TableRefused;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the nodes of the cluster agree about, and changes it. Belongs to the loop, on which
 * everybody is told.
 *
 * <p>A change is checked against the newest image that is known here, and made only if nobody has
 * changed the same keys since: the metadata compares, a read decides nothing.
 */
public final class TopologyRepository implements MetadataStore.Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyRepository.class);

  /** As many nodes that join at the same moment as a cluster may have. */
  private static final int JOIN_TRIES = 100;

  private static final long JOIN_PAUSE_MILLIS = 100;
  private static final String UNREAD = "the cluster's metadata was not read yet";

  private final EventLoop loop;
  private final CertainCommits commits;
  private final ClusterEntries entries = new ClusterEntries();
  private final List<Consumer<ClusterImage>> followers = new ArrayList<>();
  private final MetadataStore.Watch watch;
  private @Nullable ClusterImage current;
  private boolean fresh;
  private String refused = UNREAD;

  /** Begins to follow. */
  public TopologyRepository(MetadataStore store, EventLoop loop) {
    this(store, loop, Optional.empty());
  }

  /**
   * Begins with what the node has kept, and to follow. What is older than that, or another
   * cluster's, is refused for as long as it is.
   */
  public TopologyRepository(
      MetadataStore store, EventLoop loop, Optional<CachedMetadata> remembered) {
    this.loop = loop;
    this.commits = new CertainCommits(store, loop);
    remembered.ifPresent(kept -> follow(() -> entries.replace(kept.image())));
    this.watch = store.watch("", this);
  }

  /** Whether the image is one that the metadata has told, and not only what the node has kept. */
  public boolean isFresh() {
    return fresh;
  }

  /** What a node keeps, so that it can start while the metadata is away. */
  public CachedMetadata cached() {
    return entries.cached();
  }

  /** The newest image; empty before the first one. */
  public Optional<ClusterImage> current() {
    return Optional.ofNullable(current);
  }

  /** From now on the follower is given each new image. */
  public void onChange(Consumer<ClusterImage> follower) {
    followers.add(follower);
  }

  @Override
  public void image(MetadataImage image) {
    follow(
        () -> {
          requireSameCluster(image);
          entries.replace(image);
          fresh = true;
        });
  }

  private void requireSameCluster(MetadataImage image) {
    ClusterImage known = current;
    if (known != null && !known.cluster().isEmpty()) {
      ClusterEntries told = new ClusterEntries();
      told.replace(image);
      CachedMetadataText.requireSuccessor(
          new CachedMetadata(known.cluster(), new MetadataImage(known.revision(), List.of())),
          told.cached());
    }
  }

  @Override
  public void changed(long revision, List<MetadataEntry> written, List<String> deleted) {
    ClusterImage known = current;
    if (!refused.isEmpty()) {
      return; // what is here is not whole: only an image helps
    }
    if (known != null && ClusterEntries.isHistory(written, deleted)) {
      current = known.at(Math.max(revision, known.revision()));
    } else {
      follow(() -> entries.change(revision, written, deleted));
    }
  }

  private void follow(Runnable reading) {
    ClusterImage next;
    try {
      reading.run();
      next = entries.image();
    } catch (MetadataException | TableRefused | IllegalArgumentException unreadable) {
      refused = "the cluster's metadata is refused: " + unreadable.getMessage();
      LOG.error("{}; this node goes on with what it knew before", refused);
      return;
    }
    refused = "";
    current = next;
    followers.forEach(follower -> follower.accept(next));
  }

  /**
   * Makes the changes, each of which has to fit what the ones before lead to. More than 128 keys,
   * and what is provided, are written in portions, each as a whole, up to the first that cannot be.
   */
  public void change(List<TopologyChange> changes, Consumer<ChangeOutcome> then) {
    change(changes, List.of(), then);
  }

  /** That nothing shows that the node lives. */
  public static Condition isGone(int node) {
    return new Condition(ClusterKeys.alive(node), 0);
  }

  /** The same, provided that something else is still true, too: that the manager is the manager. */
  public void change(
      List<TopologyChange> changes, List<Condition> provided, Consumer<ChangeOutcome> then) {
    ClusterImage image = current;
    if (image == null || !refused.isEmpty()) {
      then.accept(new ChangeOutcome.Failed(refused));
      return;
    }
    try {
      Topology after = image.topology();
      for (TopologyChange change : changes) {
        requireUnused(change);
        after = after.with(change);
      }
      write(ClusterChanges.of(image.topology(), after, changes), provided, then);
    } catch (IllegalArgumentException unfit) {
      then.accept(new ChangeOutcome.Refused(String.valueOf(unfit.getMessage())));
    }
  }

  private void requireUnused(TopologyChange change) {
    if (change instanceof TopologyChange.AddNode add && add.node() < entries.nextNode()) {
      throw new IllegalArgumentException(
          "number of a node: %d (expected: from %d, which never was in use)"
              .formatted(add.node(), entries.nextNode()));
    }
  }

  /** Gives the cluster its id, unless it has one. */
  public void found(String id, Consumer<ChangeOutcome> then) {
    MetadataChange change =
        MetadataChange.nothing()
            .provided(ClusterKeys.CLUSTER, 0)
            .put(ClusterKeys.CLUSTER, TopologyText.cluster(id));
    commits.commit(change, then);
  }

  /** Makes a change of the tables. */
  public void change(TablesChange change, Consumer<ChangeOutcome> then) {
    ClusterImage image = current;
    if (image == null || !refused.isEmpty()) {
      then.accept(new ChangeOutcome.Failed(refused));
      return;
    }
    try {
      Tables after = image.tables().with(change);
      write(ClusterChanges.of(after, change), List.of(), then);
    } catch (TableRefused unfit) {
      then.accept(new ChangeOutcome.Refused(String.valueOf(unfit.getMessage())));
    }
  }

  private void write(
      ClusterChanges changes, List<Condition> provided, Consumer<ChangeOutcome> then) {
    Queue<MetadataChange> portions = changes.portions(entries::revisionOf, provided);
    MetadataChange first = portions.poll();
    if (first == null) {
      then.accept(new ChangeOutcome.Made(current().map(ClusterImage::revision).orElse(0L)));
    } else {
      writeNext(first, portions, then);
    }
  }

  private void writeNext(
      MetadataChange next, Queue<MetadataChange> others, Consumer<ChangeOutcome> then) {
    commits.commit(
        next,
        outcome -> {
          MetadataChange further = others.poll();
          if (outcome instanceof ChangeOutcome.Made && further != null) {
            writeNext(further, others, then);
          } else {
            then.accept(outcome);
          }
        });
  }

  /**
   * Finds the node's number by its id, or gives it one that no node ever had; and says where it is
   * reached now.
   */
  public void join(String id, String name, NodeAddresses addresses, Consumer<JoinOutcome> then) {
    join(new Topology.NodeEntry(id, name, addresses, false), JOIN_TRIES, then);
  }

  private void join(Topology.NodeEntry node, int triesLeft, Consumer<JoinOutcome> then) {
    ClusterImage image = current;
    if (image == null) {
      then.accept(new JoinOutcome.NotJoined(refused));
      return;
    }
    OptionalInt known = image.topology().numberOf(node.id());
    int number = known.orElse(entries.nextNode());
    TopologyChange change =
        known.isPresent()
            ? new TopologyChange.MoveNode(number, node.addresses())
            : new TopologyChange.AddNode(number, node);
    Topology.NodeEntry before = image.topology().nodes().get(number);
    if (before != null && before.addresses().equals(node.addresses())) {
      then.accept(new JoinOutcome.Joined(number));
      return;
    }
    change(
        List.of(change),
        outcome -> {
          switch (outcome) {
            case ChangeOutcome.Made made -> then.accept(new JoinOutcome.Joined(number));
            case ChangeOutcome.Overtaken overtaken when triesLeft > 1 ->
                loop.schedule(JOIN_PAUSE_MILLIS, () -> join(node, triesLeft - 1, then));
            case ChangeOutcome.Overtaken overtaken -> notJoined("others were faster", then);
            case ChangeOutcome.Refused unfit -> notJoined(unfit.reason(), then);
            case ChangeOutcome.Failed failed -> notJoined(failed.reason(), then);
            case ChangeOutcome.Unknown unknown -> notJoined(unknown.reason(), then);
          }
        });
  }

  private static void notJoined(String reason, Consumer<JoinOutcome> then) {
    then.accept(new JoinOutcome.NotJoined(reason));
  }

  @Override
  public void close() {
    watch.cancel();
  }
}
