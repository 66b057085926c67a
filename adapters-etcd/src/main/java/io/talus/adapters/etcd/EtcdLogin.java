package io.talus.adapters.etcd;

import io.etcd.jetcd.api.AuthGrpc;
import io.etcd.jetcd.api.AuthenticateRequest;
import io.etcd.jetcd.api.AuthenticateResponse;
import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows a member of etcd who we are: asks for a token, and sends it with each call. Any thread. */
final class EtcdLogin extends CallCredentials {
  private static final long LOGIN_MILLIS = 1000;

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final Channel channel;
  private final AuthenticateRequest request;
  private volatile @Nullable String token;

  EtcdLogin(Channel channel, EtcdSettings.Login login) {
    this.channel = channel;
    this.request =
        AuthenticateRequest.newBuilder()
            .setName(login.user())
            .setPassword(login.password())
            .build();
  }

  /** The token is not taken any more: the next call gets another one. */
  void forget() {
    token = null;
  }

  @Override
  public void applyRequestMetadata(
      RequestInfo requestInfo, Executor executor, MetadataApplier applier) {
    String known = token;
    if (known == null) {
      authenticate(applier);
    } else {
      applier.apply(headers(known));
    }
  }

  private static Metadata headers(String token) {
    Metadata headers = new Metadata();
    headers.put(TOKEN, token);
    return headers;
  }

  private void authenticate(MetadataApplier applier) {
    ClientCalls.asyncUnaryCall(
        channel.newCall(
            AuthGrpc.getAuthenticateMethod(),
            CallOptions.DEFAULT.withDeadlineAfter(LOGIN_MILLIS, TimeUnit.MILLISECONDS)),
        request,
        new StreamObserver<AuthenticateResponse>() {
          @Override
          public void onNext(AuthenticateResponse response) {
            token = response.getToken();
            applier.apply(headers(response.getToken()));
          }

          @Override
          public void onError(Throwable failed) {
            applier.fail(Status.fromThrowable(failed));
          }

          @Override
          public void onCompleted() {
            // The response was all.
          }
        });
  }
}
