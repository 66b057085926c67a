package io.talus.simulation;

import io.talus.application.command.Blocked;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Reply;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.CommandGateway.Awaited;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.Ticket;
import io.talus.commands.differential.Call;
import io.talus.domain.bytes.Bytes;
import io.talus.simulation.Witness.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection to one process. Every call must get one reply, the one that its execution
 * came to, and none may leave before its block is as safe as was promised.
 */
final class SimulatedConnection extends QuietChannel {
  /** What the node answers instead of what a command inside EXEC came to. */
  private static final String UNREADABLE = "MISCONF The store is behind";

  /** A call that was made. */
  private static final class Issued {
    private final Call call;
    private final List<CommandOutcome> within = new ArrayList<>();
    private @Nullable Reply result;

    /** The reply may not leave before all this is safe. */
    private final List<Place> places = new ArrayList<>();

    Issued(Call call) {
      this.call = call;
    }
  }

  /** A reply that waits for its ticket, and for all we know for the places to be safe. */
  private record Gated(Call call, Reply reply, Ticket ticket, List<Place> places) {}

  private final String name;
  private final Trace trace;
  private final CommandGateway gateway;
  private final Predicate<Place> isSafe;
  private final Deque<Issued> unanswered = new ArrayDeque<>();
  private final Deque<Gated> gated = new ArrayDeque<>();
  private final Deque<Issued> held = new ArrayDeque<>();
  private final ClientSession session;
  private Reply lastReply = Reply.NULL;
  private int readAhead;
  private boolean waiting;
  private boolean ended;

  /**
   * Connects.
   *
   * @param isSafe whether replies may leave that depend on what was done there
   */
  SimulatedConnection(String name, Trace trace, CommandGateway gateway, Predicate<Place> isSafe) {
    this.name = name;
    this.trace = trace;
    this.gateway = gateway;
    this.isSafe = isSafe;
    this.session = gateway.connected(this);
  }

  /** Sends calls in one go. */
  void deliver(List<Call> calls) {
    for (Call call : calls) {
      Issued issued = new Issued(call);
      unanswered.add(issued);
      held.add(issued);
    }
    if (!waiting) {
      goOn();
    }
  }

  private void goOn() {
    waiting = false;
    while (!waiting && !held.isEmpty()) {
      Call call = held.remove().call;
      trace.add("%s: %s", name, call);
      readAhead = Math.max(0, readAhead - 1);
      waiting = !session.execute(arguments(call), !held.isEmpty());
    }
    if (waiting && session.awaits() == Awaited.DATA) {
      held.stream().skip(readAhead).forEach(next -> session.readAhead(arguments(next.call)));
      readAhead = held.size();
    }
    gateway.endOfTick();
  }

  private static Bytes[] arguments(Call call) {
    return call.words().toArray(Bytes[]::new);
  }

  @Override
  public void resume() {
    if (!ended) {
      goOn();
    }
  }

  void disconnect() {
    ended = true;
    session.disconnected();
  }

  /** Whether every call has its reply. */
  boolean isIdle() {
    return unanswered.isEmpty() && gated.isEmpty();
  }

  int callsUnderWay() {
    return unanswered.size();
  }

  Reply lastReply() {
    return lastReply;
  }

  /** What a command of the connection came to: the one that waits for its reply, or within it. */
  void ran(CommandOutcome outcome) {
    Issued issued = unanswered.element();
    if (issued.call.is("EXEC")) {
      issued.within.add(outcome instanceof Blocked blocked ? blocked.insteadOfWaiting() : outcome);
    } else if (outcome instanceof Reply reply) {
      issued.result = reply;
    }
  }

  /** What ran last has changed something there, or seen what was changed there. */
  void dependsOn(Place place) {
    unanswered.element().places.add(place);
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    Issued issued = unanswered.poll();
    if (issued == null) {
      throw trace.failure("%s: a reply that nobody waits for: %s", name, reply);
    }
    if (issued.call.is("EXEC")) {
      requireWithin(issued, reply);
    } else if (issued.result != null && !issued.result.equals(reply)) {
      throw trace.failure(
          "%s: %s%ncame to %s%nbut %s is sent", name, issued.call, issued.result, reply);
    }
    gated.add(new Gated(issued.call, reply, ticket, issued.places));
  }

  /** The last that came of EXEC is its own reply. */
  private void requireWithin(Issued exec, Reply reply) {
    if (!(reply instanceof Reply.Array array)) {
      return;
    }
    List<CommandOutcome> results = exec.within.subList(0, exec.within.size() - 1);
    List<? extends Reply> sent =
        array.items().stream().filter(item -> !isUnreadable(item)).toList();
    if (!results.equals(sent)) {
      throw trace.failure("%s: EXEC came to %s%nbut %s is sent", name, results, sent);
    }
  }

  static boolean isUnreadable(Reply reply) {
    return reply instanceof Reply.Error error && error.text().startsWith(UNREADABLE);
  }

  @Override
  public Ticket release() {
    while (!gated.isEmpty() && !gated.element().ticket().isPending()) {
      Gated next = gated.remove();
      Reply.Error refused = next.ticket().error();
      if (refused == null && !next.places().stream().allMatch(isSafe)) {
        throw trace.failure(
            "%s: the reply to %s leaves before %s is safe", name, next.call(), next.places());
      }
      lastReply = refused == null ? next.reply() : refused;
    }
    return gated.isEmpty() ? Ticket.NONE : gated.element().ticket();
  }

  @Override
  public String toString() {
    return "%s waits for %s and %s"
        .formatted(name, unanswered.stream().map(issued -> issued.call).toList(), gated);
  }
}
