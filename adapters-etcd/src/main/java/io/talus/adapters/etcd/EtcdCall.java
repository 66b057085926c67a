package io.talus.adapters.etcd;

import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.talus.application.port.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to etcd, with at most one answer, which ends in time whatever etcd does. Members that
 * cannot be reached are passed over. Belongs to the node's loop.
 *
 * <p>A request that must not be done twice is sent to another member only if it certainly has not
 * left this node, or etcd has refused it for an old token.
 */
final class EtcdCall<Q, A> {
  /** Long enough for etcd to elect another leader. */
  static final long CALL_MILLIS = 3000;

  /** What may be repeated does not wait longer for one member. */
  static final long TRY_MILLIS = 1000;

  private final Channels channels;
  private final EventLoop loop;
  private final MethodDescriptor<Q, A> method;
  private final Q request;
  private final boolean repeatable;
  private final Consumer<A> answered;
  private final Consumer<CallFailure> failed;
  private final long begunNanos;
  private int triesLeft;
  private boolean renewed;

  /** Whom the stream of a try tells that its first bytes are about to leave. */
  private static final class Sending extends ClientStreamTracer.Factory {
    private volatile boolean begun;

    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo stream, Metadata headers) {
      return new ClientStreamTracer() {
        @Override
        public void outboundHeaders() {
          begun = true;
        }

        @Override
        public void outboundMessage(int number) {
          begun = true;
        }
      };
    }
  }

  EtcdCall(
      Channels channels,
      EventLoop loop,
      MethodDescriptor<Q, A> method,
      Q request,
      boolean repeatable,
      Consumer<A> answered,
      Consumer<CallFailure> failed) {
    this.channels = channels;
    this.loop = loop;
    this.method = method;
    this.request = request;
    this.repeatable = repeatable;
    this.answered = answered;
    this.failed = failed;
    this.begunNanos = loop.nanoTime();
    this.triesLeft = channels.count() + 1; // an old token costs one
  }

  void start() {
    attempt(CALL_MILLIS);
  }

  private void attempt(long millisLeft) {
    triesLeft--;
    Channels.Member member = channels.current();
    Sending sending = new Sending();
    long millis = repeatable ? Math.min(TRY_MILLIS, millisLeft) : millisLeft;
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
            .withStreamTracerFactory(sending);
    EtcdLogin login = member.login();
    if (login != null) {
      options = options.withCallCredentials(login);
    }
    ClientCalls.asyncUnaryCall(
        member.channel().newCall(method, options),
        request,
        new StreamObserver<A>() {
          private @Nullable A answer;

          @Override
          public void onNext(A response) {
            answer = response;
          }

          @Override
          public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            loop.post(() -> failed(member, new CallFailure(member.name(), status, sending.begun)));
          }

          @Override
          public void onCompleted() {
            A response = answer;
            if (response == null) {
              onError(Status.INTERNAL.withDescription("no answer").asRuntimeException());
            } else {
              loop.post(() -> answered.accept(response));
            }
          }
        });
  }

  private void failed(Channels.Member member, CallFailure failure) {
    boolean renew = failure.isStaleToken() && !renewed && member.forgetToken();
    if (renew) {
      renewed = true;
    } else if (!failure.isRefusal()) {
      channels.leave(member);
    }
    long millisLeft = CALL_MILLIS - TimeUnit.NANOSECONDS.toMillis(loop.nanoTime() - begunNanos);
    boolean mayTryAgain = renew || (!failure.isRefusal() && (repeatable || !failure.sent()));
    if (mayTryAgain && triesLeft > 0 && millisLeft > 0) {
      attempt(millisLeft);
    } else {
      failed.accept(failure);
    }
  }
}
