package io.talus.application.shard;

import io.talus.application.cold.Findings;
import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.Reply;
import io.talus.application.gate.Tick;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Ticket;
import io.talus.application.session.Session;
import io.talus.application.session.Sessions;
import io.talus.application.session.Waiting;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.Queue;

/** Serves clients from a shard. Belongs to the shard's thread. */
public final class ShardGateway implements CommandGateway {
  private final Shard shard;
  private final Dispatcher dispatcher;
  private final CommandRunner runner;
  private final Trials trials;
  private final Tick tick;
  private final EventLoop loop;
  private final Sessions sessions;
  private boolean tickBegun;

  public ShardGateway(
      Shard shard,
      Dispatcher dispatcher,
      CommandRunner runner,
      Trials trials,
      Tick tick,
      EventLoop loop,
      Sessions sessions) {
    this.shard = shard;
    this.dispatcher = dispatcher;
    this.runner = runner;
    this.trials = trials;
    this.tick = tick;
    this.loop = loop;
    this.sessions = sessions;
  }

  @Override
  public ClientSession connected(ClientChannel channel) {
    return new Connection(sessions.open(channel, loop.nowMillis()));
  }

  /** A client of another node, as this one knows it, and how it is given commands. */
  public record Hosted(Session session, ClientSession commands) {}

  /** Opens a session for a client of another node: it has let it in, and says what it may do. */
  public Hosted host(long client, ClientChannel channel) {
    Session session = sessions.host(client, channel, loop.nowMillis());
    return new Hosted(session, new Connection(session));
  }

  @Override
  public void endOfTick() {
    tickBegun = false;
    tick.end();
  }

  private void beginTick() {
    if (!tickBegun) {
      tickBegun = true;
      shard.execution().advanceTime(loop.nowMillis());
    }
  }

  /** The application's end of a connection. */
  private final class Connection implements ClientSession {
    private final Session session;

    /** What was read ahead for the commands that come next: as many as the connection decodes. */
    private final Queue<Findings> readAhead = new ArrayDeque<>(0);

    Connection(Session session) {
      this.session = session;
    }

    @Override
    public boolean execute(Bytes[] arguments, boolean isPipelined) {
      beginTick();
      shard.execution().pipelined(isPipelined);
      Arguments args = new Arguments(arguments);
      Findings findings = readAhead.poll();
      if (findings == null) {
        dispatcher.dispatch(session, args);
      } else {
        trials.run(findings, () -> dispatcher.dispatch(session, args));
      }
      shard.execution().pipelined(false);
      return session.waiting() == null && !session.isClosing();
    }

    @Override
    public void readAhead(Bytes[] arguments) {
      beginTick();
      shard.execution().pipelined(true);
      readAhead.add(trials.readAhead(session, new Arguments(arguments)));
      shard.execution().pipelined(false);
    }

    @Override
    public void protocolError(String message) {
      tick.send(session, new Reply.Error("ERR " + message), Ticket.NONE);
      tick.endSoon();
      session.closeAfterReplies();
    }

    @Override
    public void inputEnded() {
      session.closeAfterReplies();
    }

    @Override
    public Awaited awaits() {
      Waiting waiting = session.waiting();
      if (waiting == null) {
        return Awaited.NOTHING;
      }
      return switch (waiting.reason()) {
        case COLD_DATA -> Awaited.DATA;
        case STORE_BEHIND, WALK, KEYS_WALKED -> Awaited.STORE;
        case BLOCKED -> Awaited.CLIENTS;
        case ELSEWHERE ->
            waiting.spec().has(CommandFlag.BLOCKING) ? Awaited.CLIENTS : Awaited.ADMISSION;
        case PAUSED, ROUTE, METADATA, BACKLOG -> Awaited.ADMISSION;
      };
    }

    @Override
    public boolean authenticated() {
      return session.isAuthenticated();
    }

    @Override
    public long heldBytes() {
      return session.heldBytes();
    }

    @Override
    public void disconnected() {
      readAhead.forEach(trials::drop);
      readAhead.clear();
      runner.forget(session);
      shard.watches().unwatch(session);
      sessions.close(session);
    }
  }
}
