package io.talus.application.cluster;

import io.talus.application.port.EventLoop;
import io.talus.application.question.HeldLog;
import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.replication.ReplicaFigures;
import io.talus.application.replication.Replicas;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells other nodes, and this one, who has the logs of the slots that this node leads, and what of
 * others' it has synced. Belongs to the shard's thread.
 */
final class Acknowledgements {
  /** About as long as a slow follower takes; whoever asks asks again. */
  static final long HOLD_MILLIS = 50;

  /** One for each client that waits; more are told at once how it stands. */
  private static final int OPEN_MAX = 10_000;

  /** Somebody waits until as many followers have it as are named. */
  private record Asked(Map<SlotId, HeldLog> wanted, Consumer<Map<SlotId, HeldLog>> answer) {}

  private final Replicas replicas;
  private final EventLoop loop;
  private final List<Asked> open = new ArrayList<>();

  Acknowledgements(Replicas replicas, Questions questions, EventLoop loop) {
    this.replicas = replicas;
    this.loop = loop;
    questions.topic(
        Topics.ACKNOWLEDGED,
        (question, answer) ->
            asked(SlotLines.readHeld(question), found -> answer.accept(SlotLines.held(found))));
    questions.topic(
        Topics.SYNCED,
        (question, answer) ->
            synced(SlotLines.readHeld(question), found -> answer.accept(SlotLines.held(found))));
  }

  /** See {@link Topics#ACKNOWLEDGED}; may be answered at once. */
  void asked(Map<SlotId, HeldLog> wanted, Consumer<Map<SlotId, HeldLog>> answer) {
    Map<SlotId, HeldLog> known = SlotLines.map();
    wanted.forEach((slot, held) -> known.put(slot, upTo(slot, held)));
    Asked asked = new Asked(known, answer);
    if (isMet(asked) || open.size() >= OPEN_MAX) {
      answer.accept(found(asked));
    } else {
      open.add(asked);
      loop.schedule(HOLD_MILLIS, () -> end(asked));
    }
  }

  private HeldLog upTo(SlotId slot, HeldLog held) {
    return held.index() == 0 && leads(slot, held.epoch())
        ? new HeldLog(held.epoch(), replicas.last(slot).index(), held.followers())
        : held;
  }

  /** A follower has said something. */
  void look() {
    for (Asked asked : open.isEmpty() ? List.<Asked>of() : List.copyOf(open)) {
      if (isMet(asked)) {
        end(asked);
      }
    }
  }

  private void end(Asked asked) {
    if (open.remove(asked)) {
      asked.answer.accept(found(asked));
    }
  }

  private boolean isMet(Asked asked) {
    for (Map.Entry<SlotId, HeldLog> each : asked.wanted.entrySet()) {
      HeldLog held = each.getValue();
      if (leads(each.getKey(), held.epoch())
          && followers(each.getKey(), held.index()) < held.followers()) {
        return false;
      }
    }
    return true;
  }

  private Map<SlotId, HeldLog> found(Asked asked) {
    Map<SlotId, HeldLog> found = SlotLines.map();
    asked.wanted.forEach(
        (slot, held) -> {
          if (leads(slot, held.epoch())) {
            found.put(slot, new HeldLog(held.epoch(), held.index(), followers(slot, held.index())));
          }
        });
    return found;
  }

  boolean leads(SlotId slot, long epoch) {
    return replicas.leads(slot) && replicas.epoch(slot) == epoch;
  }

  /** How many followers have the log of a slot that this node leads. */
  int followers(SlotId slot, long index) {
    Optional<ReplicaFigures> figures = replicas.figures(slot);
    return figures.isEmpty()
        ? 0
        : (int)
            figures.get().membership().voters().stream()
                .filter(voter -> !voter.equals(figures.get().member()))
                .filter(voter -> replicas.acknowledged(slot, voter) >= index)
                .count();
  }

  /** How many have all that the log of a slot has that this node leads. */
  int followers(SlotId slot) {
    return followers(slot, replicas.last(slot).index());
  }

  /** See {@link Topics#SYNCED}; may be answered at once. */
  void synced(Map<SlotId, HeldLog> asked, Consumer<Map<SlotId, HeldLog>> answer) {
    replicas.whenSynced(
        () -> {
          Map<SlotId, HeldLog> has = SlotLines.map();
          asked.forEach(
              (slot, held) -> {
                if (has(slot, held)) {
                  has.put(slot, held);
                }
              });
          return has;
        },
        answer);
  }

  /**
   * A log that ends in the leader's epoch is the leader's, as far as it goes: in an epoch one
   * writes alone, and followers take what comes behind what they have.
   */
  private boolean has(SlotId slot, HeldLog held) {
    Optional<ReplicaFigures> here = replicas.figures(slot);
    if (here.isEmpty() || !here.get().membership().isVoter(here.get().member())) {
      return false;
    }
    LogPosition last = replicas.last(slot);
    return last.epoch() == held.epoch() && last.index() >= held.index();
  }
}
