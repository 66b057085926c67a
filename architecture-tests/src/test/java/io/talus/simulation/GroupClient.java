package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.Ticket;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.GroupHistory.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A client of one process that sends some commands at a time, and remembers what it was told. What
 * it asks besides is not remembered.
 */
final class GroupClient extends QuietChannel {
  /** Something that was sent. */
  private record Sent(List<String> words, Optional<Call> call) {}

  private record Gated(Sent sent, Reply reply, Ticket ticket) {}

  private final GroupHistory history;
  private final GroupUnits units;
  private final ReplicatedNode at;
  private final CommandGateway gateway;
  private final ClientSession session;
  private final GroupFault fault;
  private final Trace trace;

  /** Not executed, since one before it waits. */
  private final Deque<Sent> held = new ArrayDeque<>();

  private final Deque<Sent> unanswered = new ArrayDeque<>();
  private final Deque<Gated> gated = new ArrayDeque<>();
  private Reply lastReply = Reply.NULL;
  private boolean waiting;
  private boolean ended;

  GroupClient(ReplicatedNode node, GroupHistory history, GroupSetting setting) {
    this.fault = setting.fault();
    this.history = history;
    this.units = setting.units();
    this.trace = setting.trace();
    this.at = node;
    this.gateway = node.gateway();
    this.session = gateway.connected(this);
    ask(List.of("SELECT", Integer.toString(ReplicatedNode.TABLE)));
  }

  /** The node that it is connected to. */
  int node() {
    return at.number();
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isBusy() {
    return !unanswered.isEmpty() || !gated.isEmpty();
  }

  @Override
  public String toString() {
    return "client at %d: %d gated, unanswered: %s".formatted(node(), gated.size(), unanswered);
  }

  Reply lastReply() {
    return lastReply;
  }

  /** Sends something that is not remembered. */
  void ask(List<String> words) {
    send(List.of(new Sent(words, Optional.empty())));
  }

  /** Sends calls in one go. */
  void call(List<Call> calls) {
    send(calls.stream().map(call -> new Sent(call.words(), Optional.of(call))).toList());
  }

  private void send(List<Sent> all) {
    unanswered.addAll(all);
    held.addAll(all);
    if (!waiting) {
      goOn();
    }
  }

  private void goOn() {
    waiting = false;
    while (!waiting && !held.isEmpty()) {
      Sent next = held.remove();
      trace.add("client at %d: %s", node(), next.words);
      Bytes[] arguments = next.words.stream().map(Bytes::of).toArray(Bytes[]::new);
      waiting = !session.execute(arguments, !held.isEmpty());
    }
    gateway.endOfTick();
  }

  @Override
  public void resume() {
    if (!ended) {
      goOn();
    }
  }

  /** The process has died, or the client waits no longer. */
  void disconnect() {
    gated.forEach(each -> each.sent.call.ifPresent(history::unknown));
    unanswered.forEach(each -> each.call.ifPresent(history::unknown));
    gated.clear();
    unanswered.clear();
    ended = true;
    session.disconnected();
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    if (!ended) {
      boolean waits = fault != GroupFault.REPLIES_LEAVE_AT_ONCE;
      Sent answered = unanswered.remove();
      if (!(reply instanceof Reply.Error)) {
        answered.call.ifPresent(call -> executed(call, reply));
      }
      gated.add(new Gated(answered, reply, waits ? ticket : Ticket.NONE));
    }
  }

  /** At this moment, and nothing else has been since. */
  private void executed(Call call, Reply reply) {
    SlotId slot = Replication.slotOf(ReplicatedNode.TABLE, Bytes.of(call.key()));
    units.executed(at.number(), slot, at.last(slot), call, reply);
  }

  @Override
  public Ticket release() {
    while (!gated.isEmpty() && !gated.element().ticket.isPending()) {
      Gated next = gated.remove();
      Reply.Error refused = fault == GroupFault.REFUSALS_ARE_IGNORED ? null : next.ticket.error();
      answered(next.sent, refused == null ? next.reply : refused);
    }
    return gated.isEmpty() ? Ticket.NONE : gated.element().ticket;
  }

  private void answered(Sent sent, Reply reply) {
    trace.add("client at %d: %s came to %s", node(), sent.words, reply);
    lastReply = reply;
    if (!(reply instanceof Reply.Error error)) {
      sent.call.ifPresent(call -> history.answered(call, reply));
      sent.call.ifPresent(units::acknowledged);
    } else if (error.text().startsWith("UNKNOWN")) {
      sent.call.ifPresent(history::unknown);
    } // else it was certainly not executed
  }
}
