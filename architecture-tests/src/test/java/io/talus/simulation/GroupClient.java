package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.Ticket;
import io.talus.domain.bytes.Bytes;
import io.talus.testkit.linear.RegisterOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client of one process that sets and gets, one command at a time, and remembers what it was
 * told.
 */
final class GroupClient extends QuietChannel {
  /** What clients were told, key by key. */
  static final class History {
    private final Map<String, List<RegisterOperation>> keys = new TreeMap<>();
    private long clock;
    private long lastValue;
    int acknowledged;
    int reads;

    private long tick() {
      return ++clock;
    }

    private void add(String key, RegisterOperation operation) {
      keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(operation);
    }

    Map<String, List<RegisterOperation>> keys() {
      return keys;
    }
  }

  private record Gated(Reply reply, Ticket ticket) {}

  private final History history;
  private final CommandGateway gateway;
  private final ClientSession session;
  private final GroupFault fault;
  private final Trace trace;
  private final int node;
  private final Deque<Gated> gated = new ArrayDeque<>();
  private String key = "";
  private boolean write;
  private long value;
  private long invoked;
  private boolean open;
  private boolean ended;

  GroupClient(ReplicatedNode node, History history, GroupFault fault, Trace trace) {
    this.fault = fault;
    this.history = history;
    this.trace = trace;
    this.node = node.number();
    this.gateway = node.gateway();
    this.session = gateway.connected(this);
    execute("SELECT", Integer.toString(ReplicatedNode.TABLE));
  }

  private void execute(String... words) {
    Bytes[] arguments = new Bytes[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = Bytes.of(words[i]);
    }
    session.execute(arguments, false);
    gateway.endOfTick();
  }

  /** The node that it is connected to. */
  int node() {
    return node;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isBusy() {
    return open;
  }

  void set(String ofKey) {
    begin(ofKey, true, ++history.lastValue);
    execute("SET", key, Long.toString(value));
  }

  void get(String ofKey) {
    begin(ofKey, false, 0);
    execute("GET", key);
  }

  private void begin(String ofKey, boolean isWrite, long written) {
    key = ofKey;
    write = isWrite;
    value = written;
    invoked = history.tick();
    open = true;
    trace.add("client at %d: %s %s %d", node, write ? "SET" : "GET", key, value);
  }

  /** The process has died, or the client waits no longer. */
  void disconnect() {
    if (open) {
      unknown();
    }
    ended = true;
    session.disconnected();
  }

  private void unknown() {
    open = false;
    if (write) {
      history.add(key, RegisterOperation.write(value, invoked, RegisterOperation.NEVER));
    }
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    boolean waits = fault != GroupFault.REPLIES_LEAVE_AT_ONCE;
    gated.add(new Gated(reply, waits ? ticket : Ticket.NONE));
  }

  @Override
  public Ticket release() {
    while (!gated.isEmpty() && !gated.element().ticket().isPending()) {
      Gated next = gated.remove();
      Reply.Error refused = next.ticket().error();
      if (open) {
        answered(refused == null ? next.reply() : refused);
      }
    }
    return gated.isEmpty() ? Ticket.NONE : gated.element().ticket();
  }

  private void answered(Reply reply) {
    if (ended) {
      return;
    }
    trace.add("client at %d: %s %s came to %s", node, write ? "SET" : "GET", key, reply);
    if (reply instanceof Reply.Error error) {
      if (error.text().startsWith("UNKNOWN")) {
        unknown();
      } else {
        open = false; // certainly not executed
      }
      return;
    }
    open = false;
    if (write) {
      history.acknowledged++;
      history.add(key, RegisterOperation.write(value, invoked, history.tick()));
    } else {
      history.reads++;
      history.add(key, RegisterOperation.read(valueOf(reply), invoked, history.tick()));
    }
  }

  private static long valueOf(Reply reply) {
    return reply instanceof Reply.Bulk bulk ? Long.parseLong(bulk.value().toString()) : 0;
  }

  @Override
  public void resume() {
    // Nothing was sent behind the command that waited.
  }
}
