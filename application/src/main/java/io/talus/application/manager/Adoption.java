package io.talus.application.manager;

import io.talus.application.port.EventLoop;
import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.plan.ReplicaReport;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Epochs are granted to all replicas of some slots: one question for each node. It ends when all
 * nodes that live have answered; the others, which may be reached all the same, only get the time
 * that takes. Belongs to the manager's loop.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  /** The way to nodes: {@link Questions#ask}. */
  @FunctionalInterface
  interface Asking {
    void ask(int node, String topic, byte[] question, Consumer<Optional<byte[]>> then);
  }

  /**
   * A slot that is to have a leader.
   *
   * @param group as it was looked at
   * @param epoch that is granted
   * @param why it needs one
   */
  record Wanted(ReplicaGroup group, long epoch, String why) {}

  private final Asking asking;
  private final Map<SlotId, Wanted> wanted;
  private final Set<Integer> alive;
  private final EventLoop loop;
  private final Consumer<Map<SlotId, List<ReplicaReport>>> then;
  private final Map<SlotId, List<ReplicaReport>> reports = SlotLines.map();
  private final Set<Integer> awaited = new TreeSet<>();
  private @Nullable Runnable next;
  private boolean ended;

  Adoption(
      Asking asking,
      Map<SlotId, Wanted> wanted,
      Set<Integer> alive,
      EventLoop loop,
      Consumer<Map<SlotId, List<ReplicaReport>>> then) {
    this.asking = asking;
    this.wanted = wanted;
    this.alive = alive;
    this.loop = loop;
    this.then = then;
  }

  /** All are asked at once: there is nobody who leads. */
  void begin() {
    ask((slot, voter) -> true);
  }

  /**
   * The leaders are asked first, and so stop. What they have sent arrives before the others adopt
   * the epoch, mostly: then all are equally far, and any of them may be chosen.
   */
  void beginWithLeaders() {
    next = () -> ask((slot, voter) -> reports.containsKey(slot) && !leads(slot, voter));
    ask(this::leads);
  }

  private boolean leads(SlotId slot, MemberId voter) {
    Wanted want = wanted.get(slot);
    return want != null && want.group().leader().filter(voter::equals).isPresent();
  }

  private void ask(BiPredicate<SlotId, MemberId> whom) {
    Map<Integer, Map<SlotId, Long>> byNode = new TreeMap<>();
    wanted.forEach(
        (slot, want) -> {
          for (MemberId voter : want.group().membership().voters()) {
            if (whom.test(slot, voter)) {
              byNode.computeIfAbsent(voter.node(), _ -> SlotLines.map()).put(slot, want.epoch());
            }
          }
        });
    byNode.keySet().stream().filter(alive::contains).forEach(awaited::add);
    byNode.forEach(
        (node, epochs) ->
            asking.ask(
                node, Topics.ADOPT, SlotLines.epochs(epochs), answer -> answered(node, answer)));
    if (awaited.isEmpty()) {
      loop.schedule(Questions.PATIENCE_MILLIS, this::end); // perhaps somebody answers
    }
  }

  private void answered(int node, Optional<byte[]> answer) {
    answer.ifPresent(text -> add(node, text));
    if (awaited.remove(node) && awaited.isEmpty()) {
      end();
    }
  }

  private void add(int node, byte[] text) {
    try {
      SlotLines.readReports(text)
          .forEach(
              (slot, report) -> {
                if (wanted.containsKey(slot) && report.member().node() == node) {
                  reports.computeIfAbsent(slot, _ -> new ArrayList<>()).add(report);
                }
              });
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("node {} reports what nobody can read: {}", node, unreadable.getMessage());
    }
  }

  private void end() {
    Runnable further = next;
    if (further != null) {
      next = null;
      further.run();
    } else if (!ended) {
      ended = true;
      then.accept(reports);
    }
  }
}
