package io.talus.adapters.resp;

import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.Ticket;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway with a map behind it: PING, ECHO, GET, SET, BIG, WAIT, WAKE, COLD, BEHIND, and more.
 * Replies to SET wait for the ticket of their tick, as in a real shard.
 */
final class MapGateway implements CommandGateway {
  final List<Session> sessions = new ArrayList<>();
  private final Map<Bytes, Bytes> values = new HashMap<>();
  private final List<ClientChannel> gated = new ArrayList<>();
  private final List<Session> waiting = new ArrayList<>();
  private Awaited awaited = Awaited.NOTHING;
  private Ticket tick = new Ticket();

  /** What a piece of the reply to PIECES has. */
  static final int PIECE_BYTES = 64 * 1024;

  /** The most that waited to be written when another piece was asked for. */
  long outputMax;

  /** Length of the longest tick, in commands. */
  int longestTick;

  /** The names of commands that were told of before it was their turn. */
  final List<String> readAhead = new ArrayList<>();

  final AtomicInteger connections = new AtomicInteger();

  /** More clients are refused. */
  int sessionsMax = Integer.MAX_VALUE;

  private int commandsOfTick;

  @Override
  public ClientSession connected(ClientChannel channel) {
    Session session = new Session(channel);
    sessions.add(session);
    connections.incrementAndGet();
    if (sessions.size() > sessionsMax) {
      channel.send(Reply.error("ERR max number of clients reached"), Ticket.NONE);
      channel.close();
    }
    return session;
  }

  @Override
  public void endOfTick() {
    longestTick = Math.max(longestTick, commandsOfTick);
    commandsOfTick = 0;
    tick.release();
    for (int i = 0; i < gated.size(); i++) {
      gated.get(i).release();
    }
    gated.clear();
    tick = new Ticket();
  }

  int waiting() {
    return waiting.size();
  }

  final class Session implements ClientSession {
    final ClientChannel channel;

    private void sendPieces(int parts) {
      outputMax = Math.max(outputMax, channel.outputBytes());
      if (parts == 0) {
        channel.send(new Reply.BulkPart(Bytes.of("\r\n")), Ticket.NONE);
      } else {
        channel.send(new Reply.BulkPart(Bytes.wrap(new byte[PIECE_BYTES])), Ticket.NONE);
        channel.whenTaken(() -> sendPieces(parts - 1));
      }
    }

    Session(ClientChannel channel) {
      this.channel = channel;
    }

    @Override
    public boolean execute(Bytes[] arguments, boolean isPipelined) {
      commandsOfTick++;
      Bytes name = arguments[0];
      if (name.equalsIgnoreCase("PIECES")) {
        int parts = Integer.parseInt(arguments[1].toString());
        channel.send(new Reply.BulkOpening((long) parts * PIECE_BYTES), Ticket.NONE);
        channel.whenTaken(() -> sendPieces(parts));
        return true;
      }
      if (name.equalsIgnoreCase("GET")) {
        Bytes value = values.get(arguments[1]);
        channel.send(value == null ? Reply.NULL : Reply.bulk(value), Ticket.NONE);
        return true;
      }
      if (name.equalsIgnoreCase("SET")) {
        values.put(arguments[1], arguments[2]);
        channel.send(Reply.OK, tick);
        gated.add(channel);
        return true;
      }
      return executeRare(name.latin1().toUpperCase(Locale.ROOT), arguments);
    }

    private boolean executeRare(String name, Bytes[] arguments) {
      switch (name) {
        case "PING" -> channel.send(Reply.PONG, Ticket.NONE);
        case "ECHO" -> channel.send(Reply.bulk(arguments[1]), Ticket.NONE);
        case "BIG" ->
            channel.send(Reply.bulk(Bytes.wrap(new byte[number(arguments[1])])), Ticket.NONE);
        case "WAIT" -> {
          return await(Awaited.CLIENTS);
        }
        case "COLD" -> {
          return await(Awaited.DATA);
        }
        case "BEHIND" -> {
          return await(Awaited.STORE);
        }
        case "DOOR" ->
            channel.send(
                new Reply.Simple(channel.isOnClusterPort() ? "redis cluster" : "any key"),
                Ticket.NONE);
        case "WAITING" -> channel.send(Reply.integer(waiting.size()), Ticket.NONE);
        case "WAKE" -> wake();
        case "QUIT" -> {
          channel.send(Reply.OK, Ticket.NONE);
          channel.close();
        }
        case "FAIL" -> throw new IllegalStateException("asked to fail");
        default -> channel.send(Reply.error("ERR unknown command '" + name + "'"), Ticket.NONE);
      }
      return true;
    }

    private boolean await(Awaited what) {
      awaited = what;
      waiting.add(this);
      return false;
    }

    private void wake() {
      for (Session session : waiting) {
        session.channel.send(Reply.bulk("woken"), Ticket.NONE);
        session.channel.resume();
      }
      waiting.clear();
      channel.send(Reply.OK, Ticket.NONE);
    }

    @Override
    public void readAhead(Bytes[] arguments) {
      readAhead.add(arguments[0].latin1());
    }

    @Override
    public Awaited awaits() {
      return waiting.contains(this) ? awaited : Awaited.NOTHING;
    }

    private static int number(Bytes text) {
      return Integer.parseInt(text.latin1());
    }

    @Override
    public void protocolError(String message) {
      channel.send(Reply.error("ERR " + message), Ticket.NONE);
      channel.close();
    }

    @Override
    public void inputEnded() {
      channel.close();
    }

    @Override
    public boolean authenticated() {
      return true;
    }

    @Override
    public long heldBytes() {
      return 0;
    }

    @Override
    public void disconnected() {
      sessions.remove(this);
      waiting.remove(this);
    }
  }
}
