package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.NotExecuted;
import io.talus.application.forward.AnswerPart.Unknown;
import io.talus.application.forward.CallRequest.Client;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.CallRequest.Run;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.session.Waiting;
import io.talus.application.shard.ShardGateway.Hosted;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A client of another node whose commands run here, one after the other in the order in which they
 * came. Belongs to the shard's thread.
 */
final class HostedClient {
  private final HostedNode origin;
  private final HostedChannel channel;
  private final Hosted hosted;
  private final Queue<HostedCall> held = new ArrayDeque<>();
  private Client description;
  private Bytes name = Bytes.EMPTY;

  /** The first WATCH of those that hold; 0 for none. */
  private long watch;

  private boolean running;
  private boolean closed;

  HostedClient(HostedNode origin, Client client) {
    this.origin = origin;
    this.description = client;
    this.channel = new HostedChannel(client.address().toString(), this);
    this.hosted = origin.host(client.id(), channel);
  }

  private Session session() {
    return hosted.session();
  }

  /** As its node has described it last. */
  Client description() {
    return description;
  }

  /** Executes the call when those before it have been. */
  void take(HostedCall call) {
    description = call.run().client();
    held.add(call);
    goOn();
  }

  /** Executes what is held, up to the first that has to wait. */
  void goOn() {
    if (running) {
      return;
    }
    running = true;
    while (!closed && session().waiting() == null && !held.isEmpty() && !origin.isFull()) {
      execute(held.remove());
    }
    running = false;
    origin.endSoon();
  }

  boolean hasHeld() {
    return !held.isEmpty();
  }

  private void execute(HostedCall call) {
    Run run = call.run();
    if (call.answer().isEnded()) {
      return; // it was cancelled
    }
    if (origin.mustRefuse(call)) {
      origin.refuse(call, 0);
    } else if (run.watch() != 0 && (watch == 0 || watch > run.watch())) {
      unwatch(); // it watched in a session that is gone
      call.answer().reply(Reply.NULL_ARRAY, true);
    } else {
      prepare(run);
      runAll(call);
    }
  }

  private void prepare(Run run) {
    Session session = session();
    session.select(run.table());
    if (run.scope() == null) {
      session.openedTables().set(run.table());
    } else {
      origin.openTables(session); // the command may be one on all of them
    }
    session.turn(Session.Mode.NO_TOUCH, run.is(Mode.NO_TOUCH));
    if (!name.equals(run.client().name())) {
      name = run.client().name();
      session.rename(name.toString());
    }
    session.scope(run.scope());
    session.timeLeft(run.blockMillis());
  }

  private void runAll(HostedCall call) {
    List<List<Bytes>> commands = call.run().commands();
    boolean isTransaction = call.run().is(Mode.TRANSACTION);
    if (isTransaction) {
      session().transaction(new Transaction());
      watch = 0;
    }
    channel.begin(call, isTransaction ? commands.size() - 1 : 0);
    for (int i = 0; i < commands.size(); i++) {
      boolean hasMore = i + 1 < commands.size() || !held.isEmpty();
      hosted.commands().execute(commands.get(i).toArray(Bytes[]::new), hasMore);
    }
  }

  /** The client watches keys since the current call, if it did not before. */
  void watches() {
    HostedCall call = channel.current();
    watch = watch == 0 && call != null ? call.id() : watch;
  }

  /**
   * The command that is about to run may not run here, or may not go on to wait here. Called as the
   * {@code hold} of a route.
   */
  void refuseCurrent() {
    Session session = session();
    session.waiting(null);
    session.transaction(null);
    HostedCall call = channel.current();
    channel.end();
    if (call != null) {
      if (call.run().is(Mode.TRANSACTION)) {
        unwatch();
      }
      origin.refuse(call, session.takeTimeLeft());
    }
  }

  /** Nobody waits for the answer any more. */
  void cancel(HostedCall call) {
    held.remove(call);
    call.answer().drop();
    if (channel.isAt(call) && session().waiting() != null) {
      channel.end();
      origin.stopWaiting(session());
      goOn();
    }
  }

  /** See {@link CallRequest.Unblock}. */
  void unblock(HostedCall call, @Nullable String error) {
    Waiting waiting = session().waiting();
    if (channel.isAt(call) && waiting != null && waiting.blocked() != null) {
      origin.unblock(
          session(), error == null ? waiting.blocked().onTimeout() : new Reply.Error(error));
    }
  }

  /** The client is gone, or watches nothing any more. */
  void unwatch() {
    watch = 0;
    origin.unwatch(session());
  }

  boolean isIdle() {
    return held.isEmpty() && channel.isIdle() && watch == 0;
  }

  /** The session has to be closed at once: nobody knows what came of its commands. */
  void aborted() {
    List<HostedCall> left = new ArrayList<>(held);
    HostedCall current = channel.current();
    channel.end();
    held.clear();
    if (current != null && !current.answer().isEnded()) {
      current.answer().end(new Unknown());
    }
    left.forEach(call -> call.answer().end(new NotExecuted(null, 0)));
    origin.remove(this);
  }

  /** The connection to the client's node is gone. */
  void close() {
    if (!closed) {
      closed = true;
      held.clear();
      hosted.commands().disconnected();
    }
  }
}
