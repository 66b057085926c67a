package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.talus.adapters.resp.protocol.LargeArgument;
import io.talus.adapters.resp.protocol.MalformedRequestException;
import io.talus.adapters.resp.protocol.ReceivedBytes;
import io.talus.adapters.resp.protocol.RequestDecoder;
import io.talus.adapters.resp.protocol.RequestLimits;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.domain.bytes.Bytes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: decodes what the socket delivers, hands commands to the session, and
 * flushes replies at the end of the tick. Belongs to its loop.
 *
 * <p>Commands are held back while the session waits, and while the client does not read its
 * replies; then reading from the socket stops soon, too, so that neither end can fill the memory.
 */
final class ClientConnection implements ClientChannel, RequestLimits {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** Received beyond this while commands are held back, the socket is left alone. */
  private static final int HELD_INPUT_MAX = 1024 * 1024;

  /** What a client may have received before it has proven itself, as in Redis. */
  private static final int UNAUTHENTICATED_QUERY_MAX = 1024 * 1024;

  /** How long a client may take to read the last replies before it is closed. */
  private static final int LINGER_SECONDS = 10;

  private final ClientLoop loop;
  private final ChannelHandlerContext context;
  private final PeerAddress address;
  private final OutputQueue output;
  private final SocketWriter writer;
  private final OutputWatch watch;
  private final ReceivedBytes received;
  private final RequestDecoder decoder;

  private @Nullable ClientSession session;
  private long lastActiveMillis;
  private boolean dirty;
  private boolean waiting;
  private boolean resumed;
  private boolean decoding;
  private boolean readingWanted = true;
  private boolean inputEnded;
  private boolean closing;
  private boolean closed;

  ClientConnection(ClientLoop loop, ChannelHandlerContext context, PeerAddress address) {
    this.loop = loop;
    this.context = context;
    this.address = address;
    this.output = new OutputQueue(loop.arrays());
    this.writer = new SocketWriter(context, output, this::afterDrain);
    this.watch = new OutputWatch();
    this.received = loop.newInput();
    this.decoder = new RequestDecoder(received, this);
  }

  /** Called once, first. */
  void connected() {
    loop.enterTick();
    loop.add(this);
    lastActiveMillis = loop.nowMillis();
    session = loop.gateway().connected(this);
  }

  /** Takes what the socket has delivered. */
  void received(ByteBuf data) {
    if (closing || closed) {
      return;
    }
    loop.enterTick();
    loop.received(data.readableBytes());
    lastActiveMillis = loop.nowMillis();
    LargeArgument large = decoder.large();
    if (large != null) {
      large.fill(data);
    }
    received.receive(data);
    try {
      execute();
    } finally {
      received.keep();
    }
    updateReading();
  }

  /** The client sends nothing more, or is to send nothing more; it still gets its replies. */
  void endInput() {
    if (closing || closed) {
      return;
    }
    inputEnded = true;
    if (waiting) {
      // Nobody may be there any more: a command that waits for others must not wait for it.
      close();
    } else {
      execute();
      updateReading();
    }
  }

  private void execute() {
    if (decoding) {
      return;
    }
    decoding = true;
    try {
      executeAll();
    } catch (MalformedRequestException e) {
      inputEnded = true;
      session().protocolError(e.error());
      close();
    } finally {
      decoding = false;
    }
  }

  private void executeAll() {
    ClientSession commands = session();
    while (!isHeld()) {
      Bytes[] arguments = decoder.next();
      if (arguments == null) {
        requestIncomplete();
        return;
      }
      resumed = false;
      waiting = !commands.execute(arguments) && !resumed;
      loop.executed();
    }
  }

  private void requestIncomplete() {
    long pending = decoder.pendingBytes();
    if (inputEnded) {
      close();
    } else if (pending > loop.limits().queryBytesMax()
        || (pending > UNAUTHENTICATED_QUERY_MAX && !authenticated())) {
      LOG.warn("closing client {}: its query buffer reached {} bytes", address.remote(), pending);
      abort();
    }
  }

  private boolean isHeld() {
    return waiting || closing || closed || watch.isSlow(writer.pendingBytes());
  }

  private void updateReading() {
    boolean on =
        readingWanted
            && !inputEnded
            && !closing
            && !(received.length() > HELD_INPUT_MAX || watch.isSlow(writer.pendingBytes()));
    if (context.channel().config().isAutoRead() != on) {
      context.channel().config().setAutoRead(on);
    }
  }

  @Override
  public void send(Reply reply, long block) {
    if (closed) {
      return;
    }
    output.send(reply, block);
    markDirty();
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
    if (closed) {
      return;
    }
    writer.flush();
    afterFlush();
  }

  private void afterFlush() {
    long pending = writer.pendingBytes();
    if (watch.isExceeded(pending, loop.limits(), loop.nowMillis())) {
      LOG.warn("closing client {}: {} bytes of output wait for it", address.remote(), pending);
      abort();
    } else if (closing && writer.isEmpty()) {
      abort();
    }
  }

  /** A slow reader has taken what it was given. */
  private void afterDrain() {
    if (closed) {
      return;
    }
    afterFlush();
    goOn();
  }

  @Override
  public void resume() {
    resumed = true;
    if (waiting) {
      waiting = false;
      // Not at once: the caller is in the middle of something.
      loop.post(this::goOn);
    }
  }

  private void goOn() {
    if (closed || closing || isHeld()) {
      return;
    }
    loop.enterTick();
    try {
      execute();
      received.keep();
    } catch (RuntimeException e) {
      failed(e);
    }
    updateReading();
  }

  @Override
  public void reading(boolean on) {
    readingWanted = on;
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
    if (!closing && !closed) {
      closing = true;
      markDirty();
      updateReading();
      context.executor().schedule(this::abort, LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void abort() {
    closing = true;
    context.close();
  }

  /** The socket is gone. */
  void disconnected() {
    if (!closed) {
      closed = true;
      loop.remove(this);
      output.clear();
      session().disconnected();
    }
  }

  /** Something is wrong with this program; the client cannot be served any further. */
  void failed(Throwable cause) {
    LOG.error("closing client {}: unexpected failure", address.remote(), cause);
    abort();
  }

  /** Looks after a connection on which nothing may happen any more. */
  void sweep(long nowMillis) {
    if (closed) {
      return;
    }
    int idleSeconds = loop.limits().idleSeconds();
    boolean mayIdle = waiting || watch.mayIdle() || idleSeconds == 0;
    if (!mayIdle && nowMillis - lastActiveMillis > TimeUnit.SECONDS.toMillis(idleSeconds)) {
      LOG.debug("closing client {}: idle", address.remote());
      abort();
    } else {
      afterFlush();
    }
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
    return decoder.pendingBytes();
  }

  @Override
  public long outputBytes() {
    return writer.pendingBytes();
  }

  @Override
  public long bulkBytesMax() {
    return loop.limits().bulkBytesMax();
  }

  @Override
  public boolean authenticated() {
    return session().authenticated();
  }

  private ClientSession session() {
    ClientSession current = session;
    if (current == null) {
      throw new IllegalStateException("no session yet: " + address.remote());
    }
    return current;
  }
}
