package io.talus.application.cluster;

import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.TablesChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tables as all nodes of the cluster agree about them: a change goes to the metadata, and is
 * answered when this node has seen it; a new table when all its slots are led. Belongs to the
 * shard's thread.
 */
final class ClusterTables implements NodeTables.Authority {
  /** An election takes about a second, and a thousand slots hold as many. */
  private static final long PATIENCE_MILLIS = 30_000;

  /** Somebody waits for an image. One of each client at most. */
  private static final class Waiting {
    private final Predicate<ClusterImage> isThere;
    private final Consumer<Reply> answer;
    private boolean answered;

    private Waiting(Predicate<ClusterImage> isThere, Consumer<Reply> answer) {
      this.isThere = isThere;
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

  ClusterTables(TopologyRepository topology, NodeTables tables, EventLoop loop) {
    this.topology = topology;
    this.tables = tables;
    this.loop = loop;
    tables.decidedBy(this);
    tables.onChange(image -> look());
  }

  /** The cluster is so now. */
  void follow(ClusterImage image) {
    tables.follow(image.tables());
    look();
  }

  @Override
  public void change(TablesChange change, Consumer<Reply> answer) {
    topology.change(
        change,
        outcome -> {
          switch (outcome) {
            case ChangeOutcome.Made made -> await(change, made.revision(), answer);
            case ChangeOutcome.Refused refused ->
                answer.accept(new Reply.Error("ERR " + refused.reason()));
            case ChangeOutcome.Overtaken ignored ->
                answer.accept(
                    new Reply.Error("TRYAGAIN Somebody else has changed tables at the same time"));
            case ChangeOutcome.Failed failed ->
                answer.accept(new Reply.Error("CLUSTERDOWN " + failed.reason()));
            case ChangeOutcome.Unknown unknown ->
                answer.accept(
                    new Reply.Error(
                        "UNKNOWN Nobody can tell yet whether the table was changed: "
                            + unknown.reason()));
          }
        });
  }

  private void await(TablesChange change, long revision, Consumer<Reply> answer) {
    Predicate<ClusterImage> isThere =
        switch (change) {
          case TablesChange.Created created ->
              image -> isSeen(image, revision) && isLed(image, created.name());
          case TablesChange.Altered ignored -> image -> isSeen(image, revision);
          case TablesChange.Dropped ignored -> image -> isSeen(image, revision);
        };
    Waiting waits = new Waiting(isThere, answer);
    waiting.add(waits);
    loop.schedule(
        PATIENCE_MILLIS,
        () -> {
          waiting.remove(waits);
          waits.answer(
              new Reply.Error(
                  "CLUSTERDOWN The table is changed, but not every slot has a leader yet"));
        });
    look();
  }

  private boolean isSeen(ClusterImage image, long revision) {
    return image.revision() >= revision && tables.current().revision() >= image.tables().revision();
  }

  private static boolean isLed(ClusterImage image, String name) {
    TableDefinition table = image.tables().find(name);
    if (table == null) {
      return true; // dropped again meanwhile
    }
    for (int slot = 0; slot < table.slotCount(); slot++) {
      if (image.topology().leader(new SlotId(table.number(), slot)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void look() {
    topology
        .current()
        .ifPresent(
            image ->
                waiting.removeIf(
                    each -> {
                      boolean done = each.answered || each.isThere.test(image);
                      if (done) {
                        each.answer(Reply.OK);
                      }
                      return done;
                    }));
  }
}
