package io.talus.application.cluster;

import io.talus.application.command.Blocked;
import io.talus.application.command.Reply;
import io.talus.application.forward.Leaders;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.port.EventLoop;
import io.talus.application.question.HeldLog;
import io.talus.application.question.SlotLines;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.session.WriteHolders.Wish;
import io.talus.application.session.WrittenSlots.Written;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One client waits until followers have what it has written. Belongs to the shard's thread.
 *
 * <p>For maintainers. The leaders of the slots are asked, in rounds: first where the log ends now,
 * which is at or behind the client's last write, and from then on who has it up to there. For
 * WAITAOF all nodes are asked after each round what of that they have synced: leaders are told what
 * followers have in their logs, and not more, where they are appointed. Each number that comes is
 * true from then on, so the client can be told what is known whenever its time is over. If a slot
 * has another leader meanwhile, or the same one in another epoch, nobody can tell whether it has
 * what the client wrote: then the answer is 0, at once, and the slot is forgotten.
 */
final class FollowerWait {
  /** Between two rounds: a leader takes its time, too, while nothing has changed. */
  private static final long PAUSE_MILLIS = 10;

  /** A slot that is asked for. */
  private static final class Target {
    private final Written written;

    /** Up to which its log is asked for; 0 until that is known. */
    private long index;

    /** How many followers have it synced, in this round. */
    private int synced;

    private Target(Written written) {
      this.written = written;
    }
  }

  private final Session session;
  private final Wish wish;
  private final Leaders leaders;
  private final Holders holders;
  private final EventLoop loop;
  private final BiConsumer<Session, Reply> answer;
  private final Map<SlotId, Target> targets = SlotLines.map();

  /** What the session waits for as long as it waits for this. */
  private Waiting waiting;

  private EventLoop.@Nullable Timer timeout;
  private boolean ended;

  /** Whether it is known where logs end. */
  private boolean hasBegun;

  private int unanswered;

  FollowerWait(
      Session session,
      Wish wish,
      Waiting waiting,
      Leaders leaders,
      Holders holders,
      EventLoop loop,
      BiConsumer<Session, Reply> answer) {
    this.session = session;
    this.wish = wish;
    this.waiting = waiting;
    this.leaders = leaders;
    this.holders = holders;
    this.loop = loop;
    this.answer = answer;
  }

  void begin() {
    if (isOver()) {
      return;
    }
    if (session.written().takeUnknown()) {
      end(wish.reply(false, 0));
      return;
    }
    for (Written written : session.written().all()) {
      if (!isEnough(written)) {
        targets.put(written.slot(), new Target(written));
      }
    }
    showKnown();
    if (wish.timeoutMillis() > 0) {
      timeout = loop.schedule(wish.timeoutMillis(), this::timeIsOver);
    }
    askLeaders(0);
  }

  private boolean isEnough(Written written) {
    return wish.synced()
        ? wish.isMetBy(written.isSyncedByLeader(), written.synced())
        : wish.isMetBy(false, written.followers());
  }

  // -----------------------------------------------------------------------------------------
  // a round

  /** Nobody waits for what was in a table that was dropped. */
  private void forgetDropped() {
    List<Target> dropped =
        targets.values().stream()
            .filter(target -> !leaders.covers(target.written.slot().table()))
            .toList();
    for (Target target : dropped) {
      targets.remove(target.written.slot());
      session.written().forget(target.written);
    }
  }

  /** Asks them to answer when so many have it, or soon. */
  private void askLeaders(int followers) {
    forgetDropped();
    if (targets.isEmpty()) {
      end(known());
      return;
    }
    Map<Integer, Map<SlotId, HeldLog>> byLeader = new HashMap<>();
    List<Written> lost = new ArrayList<>();
    for (Target target : targets.values()) {
      Written written = target.written;
      SlotId slot = written.slot();
      Leader leader = leaders.of(slot.table(), slot.slot());
      if (leader != null && leader.epoch() != written.epoch()) {
        lost.add(written);
      } else if (leader != null) {
        byLeader
            .computeIfAbsent(leader.node(), node -> SlotLines.map())
            .put(slot, new HeldLog(written.epoch(), target.index, followers));
      }
    }
    if (!lost.isEmpty()) {
      lost.forEach(session.written()::forget);
      end(wish.reply(false, 0));
      return;
    }
    unanswered = byLeader.size();
    byLeader.forEach((node, logs) -> holders.askLeader(node, logs, this::leaderAnswered));
    if (byLeader.isEmpty()) {
      pause();
    }
  }

  private void leaderAnswered(Map<SlotId, HeldLog> found) {
    if (isOver()) {
      return;
    }
    found.forEach(
        (slot, held) -> {
          Target target = targets.get(slot);
          if (target != null && held.epoch() == target.written.epoch()) {
            target.index = held.index();
            target.written.isWith(held.followers());
          }
        });
    unanswered--;
    if (unanswered == 0) {
      if (wish.synced()) {
        askAll();
      } else {
        judge();
      }
    }
  }

  private void askAll() {
    Map<SlotId, HeldLog> logs = SlotLines.map();
    targets.forEach(
        (slot, target) -> {
          target.synced = 0;
          if (target.index > 0) {
            logs.put(slot, new HeldLog(target.written.epoch(), target.index, 0));
          }
        });
    holders.askAll(logs, this::hasSynced, this::allAnswered);
  }

  /** As the answers come: who does not answer keeps the others from nothing. */
  private void hasSynced(int node, Set<SlotId> slots) {
    if (isOver()) {
      return;
    }
    for (SlotId slot : slots) {
      Target target = targets.get(slot);
      Leader leader = leaders.of(slot.table(), slot.slot());
      if (target == null || leader == null) {
        continue;
      }
      if (node == leader.node()) {
        target.written.isSyncedWith(0, true);
      } else {
        target.synced++;
        target.written.isSyncedWith(target.synced, false);
      }
    }
    if (isMet()) {
      end(known());
    }
  }

  private void allAnswered() {
    if (!isOver()) {
      judge();
    }
  }

  private boolean isMet() {
    return targets.values().stream().allMatch(target -> isEnough(target.written));
  }

  private void judge() {
    if (isMet()) {
      end(known());
    } else {
      showKnown();
      if (hasBegun) {
        pause();
      } else {
        hasBegun = true;
        askLeaders(enough()); // who answers as soon as followers do
      }
    }
  }

  private void pause() {
    loop.schedule(
        PAUSE_MILLIS,
        () -> {
          if (!isOver()) {
            askLeaders(enough());
          }
        });
  }

  private int enough() {
    return Math.clamp(wish.followers(), 0, TableDefinition.REPLICAS_MAX);
  }

  // -----------------------------------------------------------------------------------------
  // the end

  /** What is known of all that the client has written. */
  private Reply known() {
    if (session.written().all().isEmpty()) {
      return wish.reply(true, holders.followersOf(session.table()));
    }
    int followers = Integer.MAX_VALUE;
    boolean leader = true;
    for (Written written : session.written().all()) {
      followers = Math.min(followers, wish.synced() ? written.synced() : written.followers());
      leader &= written.isSyncedByLeader();
    }
    return wish.reply(leader, followers);
  }

  /** It is what CLIENT UNBLOCK answers: the session blocks, as with other commands. */
  private void showKnown() {
    waiting =
        new Waiting(
            Waiting.Reason.BLOCKED,
            waiting.spec(),
            waiting.args(),
            new Blocked(List.of(), ValueType.STRING, 0, known()),
            0);
    session.waiting(waiting);
  }

  private void timeIsOver() {
    if (!isOver()) {
      end(known());
    }
  }

  /** Whether nobody waits for this any more: answered, unblocked, or gone. */
  private boolean isOver() {
    if (!ended && !waiting.equals(session.waiting())) {
      stop();
    }
    return ended;
  }

  private void stop() {
    ended = true;
    if (timeout != null) {
      timeout.cancel();
    }
  }

  /** As a command that was postponed, for those are counted and shown when they are answered. */
  private void end(Reply reply) {
    stop();
    session.waiting(new Waiting(Waiting.Reason.METADATA, waiting.spec(), waiting.args(), null, 0));
    answer.accept(session, reply);
  }
}
