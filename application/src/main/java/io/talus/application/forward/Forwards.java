package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.Fragment;
import io.talus.application.forward.AnswerPart.NotExecuted;
import io.talus.application.forward.AnswerPart.Replied;
import io.talus.application.forward.AnswerPart.Unknown;
import io.talus.application.forward.CallRequest.Forget;
import io.talus.application.forward.CallRequest.More;
import io.talus.application.forward.CallRequest.Run;
import io.talus.application.forward.CallRequest.Unblock;
import io.talus.application.forward.Forward.Work;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.log.FormatException;
import io.talus.application.peer.PeerMessage.Answer;
import io.talus.application.peer.PeerMessage.Call;
import io.talus.application.peer.PeerMessage.Cancel;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of this node's clients that run elsewhere: sends them, takes what comes of them, and
 * tries again what may be tried again. Belongs to the shard's thread.
 */
final class Forwards {
  /** Of all clients together; beyond this they wait. */
  static final int CALLS_MAX = 1 << 14;

  /** What the node keeps of commands under way; beyond this clients wait. */
  static final long BYTES_MAX = 32L << 20;

  /** When so much of a long answer has been taken, more is asked for. */
  private static final int ASK_BYTES = AnswerStream.WINDOW_BYTES / 2;

  /** A leader that another has replaced and that still answers has done so by then. */
  private static final long LEFT_MILLIS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);

  private final Leaders leaders;
  private final PeerCalls links;
  private final Patience patience;
  private final long replyBytesMax;
  private final NumberTable<Forward> sent = new NumberTable<>();

  /** Those that have had something to be sent, until they go: a few hundred bytes each. */
  private final Map<Session, ClientForwards> clients = new LinkedHashMap<>();

  /** By slot, the first call that was sent after the last refusal; one for each slot at most. */
  private final Map<Long, Long> since = new HashMap<>();

  private Consumer<Session> onProgress = session -> {};
  private long lastCall;
  private long bytes;

  /**
   * @param replyBytesMax the longest reply that is taken in whole
   */
  Forwards(Leaders leaders, PeerCalls links, Patience patience, long replyBytesMax) {
    this.leaders = leaders;
    this.links = links;
    this.patience = patience;
    this.replyBytesMax = replyBytesMax;
  }

  /** Tells when something of a client has come to its end. */
  void onProgress(Consumer<Session> consumer) {
    onProgress = consumer;
  }

  ClientForwards of(Session session) {
    return clients.computeIfAbsent(session, ClientForwards::new);
  }

  @Nullable ClientForwards find(Session session) {
    return clients.get(session);
  }

  /** Whether there is no room for more of anybody. */
  boolean isFull() {
    return sent.size() >= CALLS_MAX || bytes >= BYTES_MAX;
  }

  /** Sends it on its way, now or when its leader is known. */
  Forward submit(Session session, Work work, long blockMillis, Route.Answer answer) {
    ClientForwards client = of(session);
    Forward forward = new Forward(client, work, answer);
    long now = patience.nowNanos();
    forward.deadlineNanos = patience.deadlineNanos(now);
    forward.blockMillis = blockMillis;
    bytes += forward.bytes;
    client.add(forward);
    attempt(forward, now);
    waitIfNeeded(client);
    return forward;
  }

  /** Tries what waits; what has waited too long is given up. */
  void round(ClientForwards client) {
    if (client.hasWaiting() && !client.inRound) {
      client.inRound = true;
      long now = patience.nowNanos();
      client.outstanding().stream().filter(Forward::isWaiting).forEach(each -> attempt(each, now));
      client.inRound = false;
      waitIfNeeded(client);
    }
  }

  private void attempt(Forward forward, long now) {
    if (now >= forward.deadlineNanos) {
      finish(forward, Refusals.CLUSTER_DOWN);
      return;
    }
    Work work = forward.work;
    Leader leader = leaders.of(work.table(), work.slot());
    if (leader == null
        || now < forward.notBeforeNanos
        || !forward.client.isItsTurn(forward, leader.node())) {
      return;
    }
    send(forward, leader, now);
  }

  private void send(Forward forward, Leader leader, long now) {
    long id = ++lastCall;
    if (links.isConnected(leader.node())
        && links.send(leader.node(), call(id, run(forward, leader, now)))) {
      forward.id = id;
      forward.sentTo = leader;
      forward.client.sent(forward);
      sent.put(id, forward);
    } else {
      forward.notBeforeNanos = patience.nextTryNanos(++forward.refusals);
    }
  }

  private Call call(long id, CallRequest request) {
    return new Call(id, CallCodec.encode(request, links.scratch()));
  }

  private Run run(Forward forward, Leader leader, long now) {
    Work work = forward.work;
    boolean isOnOneSlot = work.scope() == null || work.scope().cardinality() == 1;
    return new Run(
        forward.client.client(),
        work.table(),
        work.slot(),
        isOnOneSlot ? leader.epoch() : 0,
        work.scope(),
        work.modes(),
        ClientForwards.firstUnanswered(forward, knownSince(forward)),
        work.watch(),
        forward.blockMillis,
        Patience.millisBetween(now, forward.deadlineNanos),
        work.commands());
  }

  private long knownSince(Forward forward) {
    return since.isEmpty() ? 0 : since.getOrDefault(forward.slotKey, 0L);
  }

  private void waitIfNeeded(ClientForwards client) {
    if (client.timer != null) {
      client.timer.cancel();
      client.timer = null;
    }
    long next = Long.MAX_VALUE;
    for (Forward each : client.hasWaiting() ? client.outstanding() : List.<Forward>of()) {
      if (each.isWaiting()) {
        boolean pauses = each.notBeforeNanos > patience.nowNanos();
        next =
            Math.min(
                next,
                patience.millisUntil(
                    pauses
                        ? Math.min(each.notBeforeNanos, each.deadlineNanos)
                        : each.deadlineNanos));
      }
    }
    if (next < Long.MAX_VALUE) {
      client.timer = patience.schedule(next, () -> round(client));
    }
  }

  /** The command has come to its end. */
  private void finish(Forward forward, Reply reply) {
    if (forward.work.writes()) {
      forward.client.overtake(forward);
      noteWrite(forward);
    }
    forget(forward);
    forward.answer.accept(reply);
    progressed(forward.client);
  }

  /** It may have been executed where it was sent last, in the epoch that was named there. */
  private static void noteWrite(Forward forward) {
    Leader leader = forward.sentTo;
    Work work = forward.work;
    if (leader != null) {
      forward.client.session().wrote(work.table(), work.slot(), leader.epoch());
    }
  }

  private void forget(Forward forward) {
    unsend(forward);
    forward.client.remove(forward);
    bytes -= forward.bytes;
  }

  /** No answer is awaited, or none of those that may come counts. */
  private void unsend(Forward forward) {
    if (sent.get(forward.id) == forward) {
      sent.remove(forward.id);
    }
  }

  private void progressed(ClientForwards client) {
    round(client);
    onProgress.accept(client.session());
  }

  /** Something of an answer has come. */
  void answered(int node, Answer message) {
    Forward forward = sent.get(message.id());
    if (forward == null || !forward.isSentTo(node)) {
      return; // nobody waits for it any more
    }
    try {
      take(forward, AnswerCodec.decode(message.answer()), message);
    } catch (FormatException damaged) {
      LOG.error("node {} has sent an answer that makes no sense", node, damaged);
      lost(forward, true);
    }
  }

  private void take(Forward forward, AnswerPart part, Answer message) {
    switch (part) {
      case Replied replied when message.last() -> finish(forward, replied.reply());
      case Replied replied -> {
        forward.longAnswer.begin();
        forward.answer.accept(replied.reply());
        askForMore(forward, message.answer().length);
      }
      case Fragment fragment -> takeFragment(forward, fragment, message);
      case NotExecuted not -> refused(forward, not);
      case Unknown _ -> lost(forward, true);
    }
  }

  private void takeFragment(Forward forward, Fragment fragment, Answer message) {
    forward.longAnswer.add(fragment);
    if (forward.longAnswer.bytes() > replyBytesMax) {
      cancel(forward);
      finish(forward, Refusals.tooLong(replyBytesMax));
    } else if (message.last()) {
      finish(forward, forward.longAnswer.whole());
    } else {
      askForMore(forward, message.answer().length);
    }
  }

  /** As the client takes what it has, it may have more. */
  private void askForMore(Forward forward, int came) {
    if (forward.longAnswer.came(came, ASK_BYTES)) {
      long id = forward.id;
      forward.answer.onTurn(() -> patience.post(() -> ask(forward, id)));
    }
  }

  private void ask(Forward forward, long id) {
    Leader leader = forward.sentTo;
    if (forward.id == id && leader != null && forward.isSentTo(leader.node())) {
      tell(leader.node(), new More(id, forward.longAnswer.taken()));
    }
  }

  /** Nothing was done: what was sent behind it on the slot is refused as well. */
  private void refused(Forward forward, NotExecuted not) {
    Work work = forward.work;
    since.put(forward.slotKey, lastCall + 1);
    if (forward.onRefusal != null) {
      Runnable instead = forward.onRefusal;
      forget(forward);
      instead.run();
      progressed(forward.client);
      return;
    }
    if (work.watch() != 0) {
      finish(forward, Reply.NULL_ARRAY);
      return;
    }
    Leader before = leaders.of(work.table(), work.slot());
    if (not.leader() != null) {
      leaders.heard(work.table(), work.slot(), not.leader());
    }
    if (not.blockMillis() > 0) {
      forward.blockMillis = not.blockMillis();
    }
    if (work.blocks()) {
      forward.deadlineNanos = patience.deadlineNanos(); // it has been waiting for other things
    }
    Leader now = leaders.of(work.table(), work.slot());
    boolean isNews = now != null && !now.equals(before) && !now.equals(forward.sentTo);
    tryAgain(forward, isNews);
  }

  private void tryAgain(Forward forward, boolean atOnce) {
    unsend(forward);
    forward.longAnswer.clear();
    forward.refusals++;
    forward.notBeforeNanos =
        atOnce && forward.refusals == 1
            ? patience.nowNanos()
            : patience.nextTryNanos(forward.refusals);
    forward.client.backToWaiting(forward);
    round(forward.client);
  }

  /**
   * The answer will not come.
   *
   * @param mayHaveBeenOvertaken whether a later write on the slot may have been executed
   */
  private void lost(Forward forward, boolean mayHaveBeenOvertaken) {
    if (forward.longAnswer.isBegun()) {
      forget(forward);
      forward.client.session().channel().abort(); // it has half of a reply
    } else if (forward.work.watch() != 0 && !forward.work.writes()) {
      finish(forward, Reply.NULL_ARRAY);
    } else if (forward.work.writes()) {
      finish(forward, Refusals.UNKNOWN);
    } else if (mayHaveBeenOvertaken || forward.isOvertaken) {
      finish(forward, Refusals.BROKEN);
    } else {
      tryAgain(forward, false);
    }
  }

  /** Messages to the node arrive again. */
  void connected() {
    for (ClientForwards client : List.copyOf(clients.values())) {
      round(client);
    }
  }

  /** What was sent to the node, and not answered, is lost. */
  void disconnected(int node) {
    for (ClientForwards client : List.copyOf(clients.values())) {
      ClientForwards.RemoteWatch watch = client.watch();
      if (watch != null && watch.leader().node() == node) {
        breakWatch(client);
      }
    }
    giveUp(sent.values().stream().filter(each -> each.isSentTo(node)).toList());
  }

  private void giveUp(Collection<Forward> forwards) {
    GivenUp.latestFirst(forwards).forEach(this::lostIfSent);
  }

  private void lostIfSent(Forward forward, boolean mayHaveBeenOvertaken) {
    if (sent.get(forward.id) == forward) {
      lost(forward, mayHaveBeenOvertaken);
    }
  }

  /**
   * Slots have other leaders. What waits is tried there; what the old ones do not answer soon is
   * lost.
   */
  void leadersChanged() {
    for (ClientForwards client : List.copyOf(clients.values())) {
      ClientForwards.RemoteWatch watch = client.watch();
      if (watch != null && !watch.leader().equals(leaders.of(watch.table(), watch.slot()))) {
        breakWatch(client);
      }
      for (Forward each : client.hasWaiting() ? client.outstanding() : List.<Forward>of()) {
        each.notBeforeNanos = Math.min(each.notBeforeNanos, patience.nowNanos());
      }
      round(client);
    }
    List<Forward> left = sent.values().stream().filter(this::isLeft).toList();
    if (!left.isEmpty()) {
      long millis = Math.min(LEFT_MILLIS, patience.timeoutMillis());
      patience.schedule(millis, () -> abandon(left));
    }
  }

  /** Whether it was sent to a node that does not lead any more. */
  private boolean isLeft(Forward forward) {
    Leader now = leaders.of(forward.work.table(), forward.work.slot());
    return now != null && !forward.isSentTo(now.node());
  }

  private void abandon(List<Forward> left) {
    Set<Forward> still = new LinkedHashSet<>();
    for (Forward each : left) {
      if (sent.get(each.id) == each && isLeft(each)) {
        still.addAll(each.client.sentBeside(each)); // what was sent behind it goes with it
      }
    }
    still.forEach(this::cancel);
    giveUp(still);
  }

  private void cancel(Forward forward) {
    Leader leader = forward.sentTo;
    if (leader != null && forward.isSentTo(leader.node())) {
      // If it is not sent, its answer is for nobody.
      links.send(leader.node(), new Cancel(forward.id));
    }
  }

  /** See {@link io.talus.application.route.Router#unblock}. */
  void unblock(Session session, Reply.@Nullable Error error) {
    ClientForwards client = find(session);
    if (client == null) {
      return;
    }
    for (Forward each : client.outstanding()) {
      Leader leader = each.sentTo;
      if (!each.work.blocks()) {
        continue;
      }
      if (leader == null || !each.isSentTo(leader.node())) {
        finish(each, error == null ? Reply.NULL_ARRAY : error);
      } else {
        tell(leader.node(), new Unblock(each.id, error == null ? null : error.text()));
      }
    }
  }

  /** Sends what nobody answers; again, when there is room. */
  private void tell(int node, CallRequest request) {
    if (links.isConnected(node) && !links.send(node, call(++lastCall, request))) {
      links.whenRoom(node, () -> tell(node, request));
    }
  }

  /** The client is gone: nobody waits for its answers. */
  void forget(Session session) {
    ClientForwards client = clients.remove(session);
    if (client == null) {
      return;
    }
    for (Forward each : client.outstanding()) {
      cancel(each);
      forget(each);
    }
    forgetWatch(client);
    waitIfNeeded(client);
  }

  /** The client watches nothing any more. */
  void forgetWatch(ClientForwards client) {
    ClientForwards.RemoteWatch watch = client.watch();
    if (watch != null) {
      client.watch(null);
      tell(watch.leader().node(), new Forget(client.session().id()));
    }
  }

  /** What the client watches elsewhere may have changed, and nobody knows. */
  void breakWatch(ClientForwards client) {
    if (client.watch() != null) {
      forgetWatch(client);
      client.session().watchBroken(true);
    }
  }

  /** How many calls are under way. */
  int calls() {
    return sent.size();
  }
}
