package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import io.talus.application.port.Ticket;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: its replies leave at the end of the tick, when the gate lets them. Belongs
 * to its loop.
 */
final class ClientConnection implements ClientChannel {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** A client that takes nothing of the last replies for so long is closed all the same. */
  private static final int LINGER_SECONDS = 10;

  private final ClientLoop loop;
  private final ChannelHandlerContext context;
  private final PeerAddress address;
  private final boolean isOnClusterPort;
  private final ClientOutput output;
  private final ClientInput input;
  private long lastActiveMillis;
  private long takenBytes;
  private long sweptMillis;
  private boolean readingAllowed = true;
  private boolean closing;
  private boolean closed;

  ClientConnection(
      ClientLoop loop,
      ChannelHandlerContext context,
      PeerAddress address,
      boolean isOnClusterPort) {
    this.loop = loop;
    this.context = context;
    this.address = address;
    this.isOnClusterPort = isOnClusterPort;
    this.output = new ClientOutput(loop, this, context);
    this.input = new ClientInput(loop, this);
  }

  @Override
  public boolean isOnClusterPort() {
    return isOnClusterPort;
  }

  /** Called once, first. */
  void connected() {
    loop.enterTick();
    loop.add(this);
    lastActiveMillis = loop.nowMillis();
    input.open(loop.gateway().connected(this));
  }

  /** Takes what the socket has delivered. */
  void receive(ByteBuf data) {
    if (closing) {
      return;
    }
    loop.enterTick();
    loop.received(data.readableBytes());
    lastActiveMillis = loop.nowMillis();
    input.receive(data);
    updateReading();
  }

  /** The client sends nothing more, or is to send nothing more; it still gets its replies. */
  void endInput() {
    if (closing) {
      return;
    }
    loop.enterTick();
    input.end();
    updateReading();
  }

  /** Whether the next command may be executed. */
  boolean takesCommands() {
    // Being too slow may have it closed.
    boolean slow = output.isSlow();
    return !closing && !slow;
  }

  /** Reads on from the socket, or leaves it alone, as things are. */
  void updateReading() {
    boolean slow = output.awaitsReader();
    boolean on = readingAllowed && !closing && !slow && input.wantsMore();
    if (context.channel().config().isAutoRead() != on) {
      context.channel().config().setAutoRead(on);
    }
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    output.send(reply, ticket);
  }

  @Override
  public Ticket release() {
    return output.release();
  }

  @Override
  public void whenTaken(Runnable task) {
    output.whenTaken(task);
  }

  /** Writes what may leave; called at the end of a tick. */
  void flush() {
    output.flush();
  }

  boolean isClosing() {
    return closing;
  }

  /** Whether the client had to read when that was looked at last. */
  boolean wasSlow() {
    return output.wasSlow();
  }

  @Override
  public void resume() {
    if (input.resume()) {
      // Not at once: the caller is in the middle of something.
      loop.post(this::goOn);
    }
  }

  /** Executes what was held back. */
  void goOn() {
    if (closing) {
      return;
    }
    loop.enterTick();
    try {
      input.execute();
    } catch (RuntimeException e) {
      failed(e);
    }
    output.goOn();
    updateReading();
  }

  /** Whether further replies come as soon as data has come from the disk. */
  boolean isAboutToReply() {
    return !closing && input.isAboutToReply();
  }

  @Override
  public void reading(boolean on) {
    readingAllowed = on;
    updateReading();
  }

  @Override
  public void protocol(int version) {
    output.protocol(version);
  }

  @Override
  public void kind(ClientKind kind) {
    output.kind(kind);
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      lastActiveMillis = loop.nowMillis();
      updateReading();
      output.markDirty();
    }
  }

  @Override
  public void abort() {
    closing = true;
    output.drop();
    input.drop();
    context.close();
  }

  /** Closes a client that asks too much. */
  void cutOff(String reason) {
    LOG.warn("closing client {}: {}", address.remote(), reason);
    abort();
  }

  /** Something is wrong with this program; the client cannot be served any further. */
  void failed(Throwable cause) {
    LOG.error("closing client {}: unexpected failure", address.remote(), cause);
    abort();
  }

  /** The socket is gone. */
  void disconnected() {
    if (closed) {
      return;
    }
    abort();
    closed = true;
    loop.remove(this);
    input.disconnected();
  }

  /** Looks after a connection on which nothing may happen any more. */
  void sweep(long nowMillis) {
    long taken = output.takenBytes();
    if (taken != takenBytes) {
      takenBytes = taken;
      lastActiveMillis = Math.max(lastActiveMillis, sweptMillis); // then, or later
    }
    sweptMillis = nowMillis;
    if (isSilentFor(closing ? LINGER_SECONDS : idleSeconds(), nowMillis)) {
      LOG.debug("closing client {}: idle", address.remote());
      abort();
    } else {
      output.sweep();
      output.afterFlush();
    }
  }

  /** Unread replies, as they were counted last. */
  long unreadBytes() {
    return output.countedBytes();
  }

  /** What is held of requests, as it was counted last. */
  long requestBytes() {
    return input.heldBytes();
  }

  private int idleSeconds() {
    return input.isWaiting() || !output.mindsIdleness() ? 0 : loop.limits().idleSeconds();
  }

  private boolean isSilentFor(int seconds, long nowMillis) {
    return seconds > 0 && nowMillis - lastActiveMillis > TimeUnit.SECONDS.toMillis(seconds);
  }

  @Override
  public String remoteAddress() {
    return address.remote();
  }

  @Override
  public String localAddress() {
    return address.local();
  }

  @Override
  public boolean isLocal() {
    return address.isLocal();
  }

  @Override
  public long inputBytes() {
    return input.bytes();
  }

  @Override
  public long outputBytes() {
    return output.pendingBytes();
  }
}
