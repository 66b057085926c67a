package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.talus.adapters.resp.protocol.LargeArgument;
import io.talus.adapters.resp.protocol.MalformedRequestException;
import io.talus.adapters.resp.protocol.ReceivedBytes;
import io.talus.adapters.resp.protocol.RequestDecoder;
import io.talus.adapters.resp.protocol.RequestLimits;
import io.talus.adapters.resp.protocol.RequestQueue;
import io.talus.application.port.CommandGateway.Awaited;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a connection: decodes what the socket delivers and hands the commands to
 * the session. Belongs to its connection.
 *
 * <p>Commands are held back while the session waits, and while the client does not read its
 * replies; then the socket is soon left alone, too, so that neither end can fill the memory.
 */
final class ClientInput implements RequestLimits {
  /** Received beyond this while commands are held back, the socket is left alone. */
  private static final int HELD_BYTES_MAX = 1024 * 1024;

  /** What a client may have received before it has proven itself, as in Redis. */
  private static final int UNAUTHENTICATED_QUERY_MAX = 1024 * 1024;

  private final ClientLoop loop;
  private final ClientConnection connection;
  private final ReceivedBytes received;
  private final RequestDecoder decoder;
  private final RequestQueue requests;
  private @Nullable ClientSession session;
  private boolean waiting;
  private boolean resumed;

  /** The session waits no longer, and what is here is about to be executed. */
  private boolean goingOn;

  private boolean executing;
  private boolean ended;
  private boolean dropped;
  private long counted;
  private long receivedBytes;

  ClientInput(ClientLoop loop, ClientConnection connection) {
    this.loop = loop;
    this.connection = connection;
    this.received = loop.newInput();
    this.decoder = new RequestDecoder(received, this);
    this.requests = new RequestQueue(decoder);
  }

  /** Begins to hand commands to the session; before, nothing is received. */
  void open(ClientSession clientSession) {
    session = clientSession;
  }

  /** Takes what the socket has delivered. */
  void receive(ByteBuf data) {
    receivedBytes += data.readableBytes();
    LargeArgument large = decoder.large();
    if (large != null) {
      large.fill(data);
    }
    received.receive(data);
    execute();
  }

  /**
   * Nothing more comes. What was received is executed, then the connection closes; at once if the
   * session waits for other clients, for nobody may be there any more who wants what they bring.
   */
  void end() {
    ended = true;
    if (waiting && session().awaits() == Awaited.CLIENTS) {
      connection.close();
    } else if (!waiting) {
      execute();
    }
  }

  /** The session waits no longer; whether it did. */
  boolean resume() {
    goingOn = waiting;
    waiting = false;
    resumed = true;
    return goingOn;
  }

  /** Executes what was received and not held back. */
  void execute() {
    if (executing) {
      return;
    }
    executing = true;
    goingOn = false;
    try {
      executeAll();
    } catch (MalformedRequestException e) {
      ended = true;
      session().protocolError(e.error());
    } finally {
      executing = false;
      received.keep();
    }
    count(holding());
  }

  private long holding() {
    return dropped ? 0 : decoder.heldBytes() + requests.bytes() + session().heldBytes();
  }

  private void count(long bytes) {
    long before = counted;
    if (bytes != before) {
      counted = bytes;
      loop.inputBudget().change(this, before, bytes);
    }
  }

  /** What the connection holds of requests, as it was counted last. */
  long heldBytes() {
    return counted;
  }

  /** Whether commands are not executed although they may be here: nothing more need arrive. */
  boolean isHeldBack() {
    return waiting || ended || connection.wasSlow();
  }

  /** There may be memory again for what the socket has. */
  void goOnReading() {
    connection.updateReading();
  }

  void cutOff(String reason) {
    connection.cutOff(reason);
  }

  /** The connection is being closed at once: nothing more is executed. */
  void drop() {
    dropped = true;
    count(0);
    loop.inputBudget().forget(this);
  }

  private void executeAll() {
    ClientSession commands = session();
    while (!waiting && connection.takesCommands()) {
      Bytes[] arguments = requests.next();
      if (arguments == null) {
        onIncomplete();
        return;
      }
      resumed = false;
      waiting = !commands.execute(arguments, requests.hasSeveral()) && !resumed;
      loop.executed();
      if (counted > InputBudget.LITTLE) {
        loop.inputBudget().requestEnded(this);
      }
    }
    if (waiting && commands.awaits() == Awaited.DATA) {
      requests.fill(commands::readAhead);
    }
  }

  private void onIncomplete() {
    long pending = decoder.pendingBytes();
    if (ended) {
      session().inputEnded();
    } else if (pending > loop.limits().queryBytesMax()
        || (pending > UNAUTHENTICATED_QUERY_MAX && !authenticated())) {
      connection.cutOff("its query buffer reached " + pending + " bytes");
    }
  }

  /** Whether there is room for more. */
  boolean wantsMore() {
    return !ended && received.length() <= HELD_BYTES_MAX && loop.inputBudget().admits(this);
  }

  boolean isWaiting() {
    return waiting;
  }

  /**
   * Whether further replies come as soon as data has come from the disk: that of the command that
   * waits for it, and those of the commands behind.
   */
  boolean isAboutToReply() {
    return (waiting || goingOn)
        && switch (session().awaits()) {
          case DATA -> true;
          case NOTHING -> received.length() > 0 || !requests.isEmpty();
          case STORE, CLIENTS, ADMISSION -> false;
        };
  }

  long bytes() {
    return requests.bytes() + decoder.pendingBytes();
  }

  /** Bytes that the socket has delivered since it was opened. */
  long receivedBytes() {
    return receivedBytes;
  }

  /** The socket is gone. */
  void disconnected() {
    if (session != null) {
      session.disconnected();
    }
  }

  @Override
  public long bulkBytesMax() {
    return loop.limits().bulkBytesMax();
  }

  @Override
  public long argumentBytesMax() {
    return loop.valueBytesMax();
  }

  @Override
  public boolean hasRoomFor(long bytes) {
    return loop.inputBudget().hasRoomFor(bytes, this);
  }

  @Override
  public boolean authenticated() {
    return session().authenticated();
  }

  private ClientSession session() {
    ClientSession current = session;
    if (current == null) {
      throw new IllegalStateException("nobody to execute commands yet");
    }
    return current;
  }
}
