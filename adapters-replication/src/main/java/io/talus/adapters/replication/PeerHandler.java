package io.talus.adapters.replication;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.talus.adapters.replication.frame.BrokenStreamException;
import io.talus.adapters.replication.frame.Frame;
import io.talus.adapters.replication.frame.Frames;
import io.talus.adapters.replication.handshake.RefusedException;
import io.talus.adapters.replication.wire.MalformedMessageException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in the pipeline before Vert.x's own handler and takes all bytes, as Netty has them. Vert.x
 * keeps the books about open connections.
 */
final class PeerHandler extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PeerHandler.class);

  private final Function<ChannelHandlerContext, PeerConnection> connections;
  private @Nullable PeerConnection connection;

  PeerHandler(Function<ChannelHandlerContext, PeerConnection> connections) {
    this.connections = connections;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    PeerConnection added = connections.apply(context);
    connection = added;
    added.begin();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf input, List<Object> nothing) {
    PeerConnection current = connection();
    try {
      while (!current.isClosed()) {
        Frame frame = Frames.read(input, current.frameLengthMax());
        if (frame == null) {
          return;
        }
        current.received(frame);
      }
    } catch (BrokenStreamException | RefusedException | MalformedMessageException e) {
      current.close(String.valueOf(e.getMessage()));
    }
    input.skipBytes(input.readableBytes());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    connection().sending().send();
    super.channelWritabilityChanged(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    connection().close("the other side has closed it");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    Throwable cause = thrown.getCause() instanceof SSLException ssl ? ssl : thrown;
    if (cause instanceof SSLException) {
      connection().close("TLS: " + cause.getMessage());
    } else if (cause instanceof IOException) {
      connection().close("it broke: " + cause.getMessage());
    } else {
      LOG.error("{} failed", connection(), thrown);
      connection().close("see above");
    }
  }

  PeerConnection connection() {
    PeerConnection current = connection;
    if (current == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return current;
  }
}
