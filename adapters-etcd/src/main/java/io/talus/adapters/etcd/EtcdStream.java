package io.talus.adapters.etcd;

import io.etcd.jetcd.api.WatchGrpc;
import io.etcd.jetcd.api.WatchRequest;
import io.etcd.jetcd.api.WatchResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.talus.application.port.EventLoop;
import java.util.function.Consumer;

/**
 * A stream of changes from one member of etcd. The next message is asked for when the loop is done
 * with the last one, so no more than one waits for it. Belongs to the loop.
 */
final class EtcdStream {
  /** A member that has lost its leader ends the stream, and does not just fall silent. */
  private static final Metadata.Key<String> NEEDS_LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

  private final Channels.Member member;
  private final ClientCall<WatchRequest, WatchResponse> call;

  private EtcdStream(Channels.Member member, ClientCall<WatchRequest, WatchResponse> call) {
    this.member = member;
    this.call = call;
  }

  /**
   * Opens a stream.
   *
   * @param heard is given each message, on the loop
   * @param ended is run when no more will come, on the loop
   */
  static EtcdStream open(
      Channels.Member member,
      EventLoop loop,
      WatchRequest first,
      Consumer<WatchResponse> heard,
      Runnable ended) {
    EtcdLogin login = member.login();
    CallOptions options =
        login == null ? CallOptions.DEFAULT : CallOptions.DEFAULT.withCallCredentials(login);
    ClientCall<WatchRequest, WatchResponse> call =
        member.channel().newCall(WatchGrpc.getWatchMethod(), options);
    Metadata headers = new Metadata();
    headers.put(NEEDS_LEADER, "true");
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(WatchResponse response) {
            loop.post(
                () -> {
                  try {
                    heard.accept(response);
                  } finally {
                    call.request(1);
                  }
                });
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            loop.post(ended);
          }
        },
        headers);
    call.sendMessage(first);
    call.request(1);
    return new EtcdStream(member, call);
  }

  Channels.Member member() {
    return member;
  }

  void send(WatchRequest request) {
    call.sendMessage(request);
  }

  void cancel() {
    call.cancel("nobody watches any more", null);
  }
}
