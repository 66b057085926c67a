package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: its replies leave at the end of the tick, when the gate lets them. Belongs
 * to its loop.
 */
final class ClientConnection implements ClientChannel {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** How long a client may take to read the last replies before it is closed all the same. */
  private static final int LINGER_SECONDS = 10;

  private final ClientLoop loop;
  private final ChannelHandlerContext context;
  private final PeerAddress address;
  private final OutputQueue output;
  private final SocketWriter writer;
  private final OutputWatch watch;
  private final ClientInput input;
  private long lastActiveMillis;
  private boolean readingAllowed = true;
  private boolean dirty;

  /** The client has to read before its commands go on. */
  private boolean slow;

  private boolean closing;
  private boolean closed;

  ClientConnection(ClientLoop loop, ChannelHandlerContext context, PeerAddress address) {
    this.loop = loop;
    this.context = context;
    this.address = address;
    this.output = new OutputQueue(loop.arrays());
    this.writer = new SocketWriter(context, output, loop.traffic(), this::afterDrain);
    this.watch = new OutputWatch(loop.outputBudget());
    this.input = new ClientInput(loop, this);
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
    return !closing && !watch.isSlow(output.size());
  }

  private void updateReading() {
    slow = watch.isSlow(output.size());
    boolean on = readingAllowed && !closing && !slow && input.wantsMore();
    if (context.channel().config().isAutoRead() != on) {
      context.channel().config().setAutoRead(on);
    }
  }

  @Override
  public void send(Reply reply, long block) {
    if (!closed) {
      output.send(reply, block);
      markDirty();
    }
  }

  @Override
  public void release(long block) {
    output.release(block);
    markDirty();
  }

  @Override
  public void discard(long fromBlock, Reply.Error error) {
    output.discard(fromBlock, error);
    markDirty();
  }

  private void markDirty() {
    if (!dirty && !closed) {
      dirty = true;
      loop.flushAtEndOfTick(this);
    }
  }

  /** Writes what may leave; called at the end of a tick. */
  void flush() {
    dirty = false;
    if (!closed) {
      writer.flush();
      afterFlush();
    }
  }

  private void afterFlush() {
    if (closing && writer.isEmpty()) {
      abort();
      return;
    }
    long pending = writer.pendingBytes();
    if (watch.isExceeded(pending, loop.limits(), loop.nowMillis())) {
      cutOff(pending + " bytes of output wait for it");
    } else if (slow && !watch.isSlow(output.size())) {
      slow = false;
      loop.post(this::goOn);
    }
  }

  /** A slow reader has taken what it was given. */
  private void afterDrain() {
    if (!closed) {
      afterFlush();
    }
  }

  @Override
  public void resume() {
    if (input.resume()) {
      // Not at once: the caller is in the middle of something.
      loop.post(this::goOn);
    }
  }

  private void goOn() {
    if (closing) {
      return;
    }
    loop.enterTick();
    try {
      input.execute();
    } catch (RuntimeException e) {
      failed(e);
    }
    updateReading();
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
    watch.kind(kind);
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      lastActiveMillis = loop.nowMillis();
      updateReading();
      markDirty();
    }
  }

  @Override
  public void abort() {
    closing = true;
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
    closing = true;
    closed = true;
    loop.remove(this);
    output.clear();
    watch.forget();
    input.disconnected();
  }

  /** Looks after a connection on which nothing may happen any more. */
  void sweep(long nowMillis) {
    if (isSilentFor(closing ? LINGER_SECONDS : idleSeconds(), nowMillis)) {
      LOG.debug("closing client {}: idle", address.remote());
      abort();
    } else {
      afterFlush();
    }
  }

  private int idleSeconds() {
    return input.isWaiting() || !watch.mindsIdleness() ? 0 : loop.limits().idleSeconds();
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
    return writer.pendingBytes();
  }
}
