package io.talus.application.cluster;

import io.talus.application.port.EventLoop;
import io.talus.application.question.HeldLog;
import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.table.NodeTables;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the other nodes by {@link Questions}, and this one directly. On the shard's thread. */
final class AskedHolders implements Holders {
  private static final Logger LOG = LoggerFactory.getLogger(AskedHolders.class);

  /** The others that a node may ask are its manager's; what finds no room is asked again. */
  private static final int OPEN_MAX = 200;

  private final int self;
  private final Acknowledgements own;
  private final Questions questions;
  private final Supplier<Collection<Integer>> nodes;
  private final NodeTables tables;
  private final EventLoop loop;
  private int open;

  /**
   * Asks nobody yet.
   *
   * @param nodes the numbers of all, this one included
   */
  AskedHolders(
      int self,
      Acknowledgements own,
      Questions questions,
      Supplier<Collection<Integer>> nodes,
      NodeTables tables,
      EventLoop loop) {
    this.self = self;
    this.own = own;
    this.questions = questions;
    this.nodes = nodes;
    this.tables = tables;
    this.loop = loop;
  }

  @Override
  public void askLeader(int node, Map<SlotId, HeldLog> logs, Consumer<Map<SlotId, HeldLog>> then) {
    if (node == self) {
      own.asked(logs, then);
    } else {
      ask(node, Topics.ACKNOWLEDGED, logs, then);
    }
  }

  @Override
  public void askAll(
      Map<SlotId, HeldLog> logs, BiConsumer<Integer, Set<SlotId>> found, Runnable then) {
    List<Integer> asked = List.copyOf(nodes.get());
    int[] missing = {asked.size()};
    for (int node : asked) {
      Consumer<Map<SlotId, HeldLog>> answered =
          has -> {
            found.accept(node, has.keySet());
            missing[0]--;
            if (missing[0] == 0) {
              then.run();
            }
          };
      if (node == self) {
        own.synced(logs, answered);
      } else {
        ask(node, Topics.SYNCED, logs, answered);
      }
    }
    if (asked.isEmpty()) {
      loop.post(then);
    }
  }

  private void ask(
      int node, String topic, Map<SlotId, HeldLog> logs, Consumer<Map<SlotId, HeldLog>> then) {
    if (open >= OPEN_MAX) {
      loop.post(() -> then.accept(Map.of()));
      return;
    }
    open++;
    questions.ask(
        node,
        topic,
        SlotLines.held(logs),
        answer -> {
          open--;
          then.accept(read(node, answer));
        });
  }

  private static Map<SlotId, HeldLog> read(int node, Optional<byte[]> answer) {
    try {
      return answer.map(SlotLines::readHeld).orElseGet(Map::of);
    } catch (IllegalArgumentException senseless) {
      LOG.warn("node {} answers: {}", node, senseless.getMessage());
      return Map.of();
    }
  }

  @Override
  public int followersHere(SlotId slot, long epoch) {
    return own.leads(slot, epoch) ? own.followers(slot) : 0;
  }

  @Override
  public int followersOf(int table) {
    TableDefinition definition = tables.current().find(table);
    return definition == null ? 0 : definition.replicas() - 1;
  }
}
