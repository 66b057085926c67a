package io.talus.application.cluster;

import io.talus.application.command.Reply;
import io.talus.application.manager.ManagerElection;
import io.talus.application.port.EventLoop;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.TablesChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables as all nodes of the cluster agree about them: a change goes to the metadata, and is
 * answered when this node has seen it; a new table when all its slots are led. Belongs to the
 * shard's thread.
 *
 * <p>What cannot be is not waited for as long as what is only slow: a change that nobody takes, and
 * a table that nobody can hold or gives replicas, are answered within {@link #HOPE_MILLIS}.
 */
public final class ClusterTables implements NodeTables.Authority {
  /** An election takes about a second, and a thousand slots hold as many. */
  private static final long PATIENCE_MILLIS = 30_000;

  /**
   * What has failed lately is in order again by then, if it ever is: another node manages after its
   * lease and an election, and a node that was started is seen to live.
   */
  public static final long HOPE_MILLIS = 2 * ManagerElection.LEASE_MILLIS + 2000;

  private static final long LOOK_MILLIS = 100;

  private static final Reply UNKNOWN =
      new Reply.Error(
          "UNKNOWN Nobody can tell yet whether the table was changed: the metadata does not"
              + " answer");
  private static final Reply NOT_LED =
      new Reply.Error("CLUSTERDOWN The table is changed, but not every slot has a leader yet");

  /** Somebody waits for a change. One of each client at most. */
  private static final class Waiting {
    private final TablesChange change;
    private final Consumer<Reply> answer;
    private @Nullable Long made;
    private boolean answered;

    private Waiting(TablesChange change, Consumer<Reply> answer) {
      this.change = change;
      this.answer = answer;
    }

    private void answer(Reply reply) {
      if (!answered) {
        answered = true;
        answer.accept(reply);
      }
    }
  }

  private final TopologyRepository topology;
  private final NodeTables tables;
  private final EventLoop loop;
  private final List<Waiting> waiting = new ArrayList<>();
  private BooleanSupplier metadataAnswers = () -> true;

  public ClusterTables(TopologyRepository topology, NodeTables tables, EventLoop loop) {
    this.topology = topology;
    this.tables = tables;
    this.loop = loop;
    tables.decidedBy(this);
    tables.onChange(image -> look());
  }

  /**
   * From now on it is known whether the metadata hears this node; what it is not asked for then
   * certainly is not done.
   */
  public void metadataAnswers(BooleanSupplier whether) {
    metadataAnswers = whether;
  }

  /** The cluster is so now. */
  public void follow(ClusterImage image) {
    tables.follow(image.tables());
    look();
  }

  @Override
  public void change(TablesChange change, Consumer<Reply> answer) {
    begin(new Waiting(change, answer), loop.nowMillis() + HOPE_MILLIS);
  }

  /** Nothing is done as long as nothing could come of it. */
  private void begin(Waiting waits, long untilMillis) {
    Optional<String> obstacle = obstacle(waits.change);
    if (obstacle.isEmpty()) {
      commit(waits);
    } else if (loop.nowMillis() < untilMillis) {
      loop.schedule(LOOK_MILLIS, () -> begin(waits, untilMillis));
    } else {
      waits.answer(new Reply.Error("CLUSTERDOWN " + obstacle.get() + ". Nothing was done"));
    }
  }

  private Optional<String> obstacle(TablesChange change) {
    if (!metadataAnswers.getAsBoolean()) {
      return Optional.of("The metadata does not answer this node");
    }
    return switch (change) {
      case TablesChange.Created created -> tooFew(created.replicas());
      case TablesChange.Altered ignored -> Optional.empty();
      case TablesChange.Dropped ignored -> Optional.empty();
    };
  }

  /** As the manager sees it: each replica needs a node that lives and is to stay. */
  private Optional<String> tooFew(int replicas) {
    return topology
        .current()
        .map(ClusterTables::living)
        .filter(living -> living < replicas)
        .map(
            living ->
                "Nodes that may hold the table: %d (expected: %d)".formatted(living, replicas));
  }

  private static long living(ClusterImage image) {
    return image.alive().stream()
        .map(image.topology().nodes()::get)
        .filter(node -> node != null && !node.draining())
        .count();
  }

  private void commit(Waiting waits) {
    loop.schedule(HOPE_MILLIS, () -> giveUpIfUnheard(waits));
    loop.schedule(PATIENCE_MILLIS, () -> giveUp(waits, waits.made == null ? UNKNOWN : NOT_LED));
    topology.change(
        waits.change,
        outcome -> {
          switch (outcome) {
            case ChangeOutcome.Made made -> await(waits, made.revision());
            case ChangeOutcome.Refused refused ->
                waits.answer(new Reply.Error("ERR " + refused.reason()));
            case ChangeOutcome.Overtaken ignored ->
                waits.answer(
                    new Reply.Error("TRYAGAIN Somebody else has changed tables at the same time"));
            case ChangeOutcome.Failed failed ->
                waits.answer(new Reply.Error("CLUSTERDOWN " + failed.reason()));
            case ChangeOutcome.Unknown ignored -> waits.answer(UNKNOWN);
          }
        });
  }

  private void giveUpIfUnheard(Waiting waits) {
    if (waits.made == null && !metadataAnswers.getAsBoolean()) {
      giveUp(waits, UNKNOWN);
    }
  }

  private void giveUpIfNotPlaced(Waiting waits, TablesChange.Created created) {
    if (topology.current().filter(image -> isPlaced(image, created.name())).isEmpty()) {
      String why = tooFew(created.replicas()).orElse("The cluster has no manager at present");
      giveUp(
          waits,
          new Reply.Error(
              "CLUSTERDOWN %s. The table is there, and gets replicas later".formatted(why)));
    }
  }

  private void giveUp(Waiting waits, Reply reply) {
    waiting.remove(waits);
    waits.answer(reply);
  }

  private void await(Waiting waits, long revision) {
    waits.made = revision;
    waiting.add(waits);
    if (waits.change instanceof TablesChange.Created created) {
      loop.schedule(HOPE_MILLIS, () -> giveUpIfNotPlaced(waits, created));
    }
    look();
  }

  private boolean isDone(Waiting waits, ClusterImage image) {
    Long revision = waits.made;
    return waits.answered
        || (revision != null
            && image.revision() >= revision
            && tables.current().revision() >= image.tables().revision()
            && switch (waits.change) {
              case TablesChange.Created created -> isLed(image, created.name());
              case TablesChange.Altered ignored -> true;
              case TablesChange.Dropped ignored -> true;
            });
  }

  private static boolean isLed(ClusterImage image, String name) {
    Topology topology = image.topology();
    return slots(image, name).allMatch(slot -> topology.leader(slot).isPresent());
  }

  /** Whether the manager has begun with it. */
  private static boolean isPlaced(ClusterImage image, String name) {
    Topology topology = image.topology();
    return slots(image, name).anyMatch(slot -> topology.group(slot).isPresent());
  }

  /** None, if the table has been dropped again meanwhile. */
  private static Stream<SlotId> slots(ClusterImage image, String name) {
    TableDefinition table = image.tables().find(name);
    return table == null
        ? Stream.empty()
        : IntStream.range(0, table.slotCount()).mapToObj(slot -> new SlotId(table.number(), slot));
  }

  private void look() {
    topology
        .current()
        .ifPresent(
            image ->
                waiting.removeIf(
                    each -> {
                      boolean done = isDone(each, image);
                      if (done) {
                        each.answer(Reply.OK);
                      }
                      return done;
                    }));
  }
}
