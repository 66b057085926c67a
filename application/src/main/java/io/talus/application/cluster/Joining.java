package io.talus.application.cluster;

import io.talus.application.port.EventLoop;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.JoinOutcome;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node becomes part of a cluster when it starts: it founds the cluster, if it is the first,
 * and finds its number. With what it has kept it can do without the metadata. Belongs to the
 * shard's thread.
 */
public final class Joining {
  private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

  /** The metadata may be away, or others may be founding the same. */
  private static final long PAUSE_MILLIS = 200;

  /** So often it is said that the node still waits. */
  private static final int ROUNDS_A_MESSAGE = 25;

  /**
   * What the node brings.
   *
   * @param clusterId for a cluster that has none yet
   * @param firstTable for a cluster without tables
   */
  public record Wish(
      String nodeId,
      String name,
      NodeAddresses addresses,
      String clusterId,
      TablesChange.Created firstTable) {}

  /** What came of it. */
  public record Joined(int node, String cluster, Tables tables) {}

  private final TopologyRepository topology;
  private final EventLoop loop;
  private final Wish wish;
  private final Consumer<Joined> then;
  private int rounds;

  /** Begins; the consumer is told when the node belongs to the cluster. */
  public Joining(TopologyRepository topology, EventLoop loop, Wish wish, Consumer<Joined> then) {
    this.topology = topology;
    this.loop = loop;
    this.wish = wish;
    this.then = then;
    loop.post(this::step);
  }

  private void step() {
    Optional<ClusterImage> image = topology.current();
    if (image.isEmpty()) {
      later("the metadata cannot be read");
    } else if (image.get().cluster().isEmpty()) {
      topology.found(wish.clusterId(), outcome -> later("it is founded"));
    } else if (image.get().tables().all().isEmpty()) {
      topology.change(wish.firstTable(), outcome -> later("it gets its first table"));
    } else {
      join(image.get());
    }
  }

  private void join(ClusterImage image) {
    OptionalInt known = image.topology().numberOf(wish.nodeId());
    if (known.isPresent() && !topology.isFresh()) {
      joined(known.getAsInt());
      return;
    }
    topology.join(
        wish.nodeId(),
        wish.name(),
        wish.addresses(),
        outcome -> {
          switch (outcome) {
            case JoinOutcome.Joined joined -> joined(joined.node());
            case JoinOutcome.NotJoined not -> later(not.reason());
          }
        });
  }

  private void joined(int node) {
    ClusterImage image =
        topology.current().orElseThrow(() -> new IllegalStateException("no image any more"));
    LOG.info("this is node {} of cluster {}", node, image.cluster());
    then.accept(new Joined(node, image.cluster(), image.tables()));
  }

  private void later(String why) {
    if (rounds++ % ROUNDS_A_MESSAGE == ROUNDS_A_MESSAGE - 1) {
      LOG.info("not part of the cluster yet: {}", why);
    }
    loop.schedule(PAUSE_MILLIS, this::step);
  }
}
