package io.talus.adapters.etcd;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the members of etcd, made when they are used. Two threads for all of them: one for
 * their input and output, one that looks up names. (gRPC has a third one, {@code grpc-timer}, for
 * deadlines.)
 */
final class Channels implements AutoCloseable {
  /** A member in the same data center answers within milliseconds, or not at all. */
  private static final int CONNECT_MILLIS = 1000;

  /** etcd refuses clients that ask for a sign of life more often than every five seconds. */
  private static final long PING_SECONDS = 10;

  private static final long PONG_SECONDS = 3;

  /** 16,384 slots of 200 bytes, with room for some such tables. */
  private static final int MESSAGE_BYTES_MAX = 64 << 20;

  private static final long CLOSE_MILLIS = 1000;

  private final EventLoopGroup sockets =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("talus/etcd", true), NioIoHandler.newFactory());
  private final EventExecutor names =
      new DefaultEventExecutor(new DefaultThreadFactory("talus/etcd-names", true));
  private final List<Member> members = new ArrayList<>();
  private int current;

  /**
   * One of them.
   *
   * @param login null if etcd asks for none
   */
  record Member(String name, ManagedChannel channel, @Nullable EtcdLogin login) {
    /** The next call logs in again; false if there is no login. */
    boolean forgetToken() {
      if (login == null) {
        return false;
      }
      login.forget();
      return true;
    }
  }

  Channels(EtcdSettings settings) {
    SslContext tls = settings.tls().map(Channels::context).orElse(null);
    for (EtcdSettings.Endpoint endpoint : settings.endpoints()) {
      ManagedChannel channel = channel(endpoint, tls);
      EtcdLogin login = settings.login().map(user -> new EtcdLogin(channel, user)).orElse(null);
      members.add(new Member(endpoint.toString(), channel, login));
    }
  }

  private ManagedChannel channel(EtcdSettings.Endpoint endpoint, @Nullable SslContext tls) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
            .eventLoopGroup(sockets)
            .channelType(NioSocketChannel.class)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .directExecutor() // what comes is posted to the node's loop, and nothing else
            .offloadExecutor(names)
            .disableRetry()
            .disableServiceConfigLookUp()
            .maxInboundMessageSize(MESSAGE_BYTES_MAX)
            .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(PONG_SECONDS, TimeUnit.SECONDS);
    if (tls == null) {
      builder.usePlaintext();
    } else {
      builder.sslContext(tls);
    }
    return builder.build();
  }

  private static SslContext context(EtcdSettings.Tls tls) {
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
              .trustManager(tls.authority().toFile());
      tls.identity()
          .ifPresent(
              identity ->
                  builder.keyManager(identity.certificate().toFile(), identity.key().toFile()));
      return builder.build();
    } catch (SSLException | IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          "the certificates for etcd cannot be used: " + refused.getMessage(), refused);
    }
  }

  int count() {
    return members.size();
  }

  /** The member that is asked at the moment. */
  Member current() {
    Member member = members.get(current);
    // Else gRPC waits longer and longer, up to two minutes, before it tries to connect again.
    member.channel().resetConnectBackoff();
    return member;
  }

  /** It did not answer: the next one is asked, unless somebody else has said so already. */
  void leave(Member member) {
    if (members.get(current).equals(member)) {
      current = (current + 1) % members.size();
    }
  }

  /** Ends what is under way; the threads end by themselves. */
  @Override
  public void close() {
    members.forEach(member -> member.channel().shutdownNow());
    sockets.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    names.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
