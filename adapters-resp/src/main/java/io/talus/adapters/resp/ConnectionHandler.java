package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in the pipeline before Vert.x's own handler and takes all bytes: Netty's buffers are
 * decoded where they are, without a copy into Vert.x's. Everything but bytes goes on to Vert.x,
 * which keeps the books about open connections.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  private final ClientLoop loop;
  private final boolean isOnClusterPort;
  private @Nullable ClientConnection connection;

  ConnectionHandler(ClientLoop loop, boolean isOnClusterPort) {
    this.loop = loop;
    this.isOnClusterPort = isOnClusterPort;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    // A client that has closed its side still reads the replies to what it sent.
    context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    PeerAddress address =
        PeerAddress.of(context.channel().remoteAddress(), context.channel().localAddress());
    ClientConnection added = new ClientConnection(loop, context, address, isOnClusterPort);
    connection = added;
    added.connected();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf data = (ByteBuf) message;
    try {
      connection().receive(data);
    } finally {
      data.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    // Flushed at the end of the tick.
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      connection().endInput();
    }
    super.userEventTriggered(context, event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    connection().disconnected();
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      // The other side's doing: reset, or no TLS.
      LOG.debug("connection {} broke", context.channel(), cause);
      connection().abort();
    } else {
      connection().failed(cause);
    }
  }

  ClientConnection connection() {
    ClientConnection current = connection;
    if (current == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return current;
  }
}
