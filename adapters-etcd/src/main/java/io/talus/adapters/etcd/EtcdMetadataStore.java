package io.talus.adapters.etcd;

import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.grpc.MethodDescriptor;
import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata on etcd, below {@code /talus/<cluster>/}. Belongs to the node's loop; what comes
 * from etcd on other threads is posted to it.
 */
public final class EtcdMetadataStore implements MetadataStore {
  private static final Logger LOG = LoggerFactory.getLogger(EtcdMetadataStore.class);
  private static final long MILLIS_A_SECOND = 1000;

  private final EventLoop loop;
  private final Channels channels;
  private final Keyspace keys;
  private final Requests requests;
  private final List<EtcdWatch> watches = new ArrayList<>();
  private boolean closed;

  /** Connects when it is first asked for something. */
  public EtcdMetadataStore(EtcdSettings settings, EventLoop loop) {
    this.loop = loop;
    this.channels = new Channels(settings);
    this.keys = new Keyspace(settings.cluster());
    this.requests = new Requests(keys);
  }

  @Override
  public void read(String prefix, Consumer<MetadataRead> then) {
    ask(
        KVGrpc.getRangeMethod(),
        requests.read(prefix),
        true,
        response -> then.accept(new MetadataRead.Found(requests.image(response))),
        failure -> then.accept(new MetadataRead.Failed(failure.reason())));
  }

  @Override
  public void commit(MetadataChange change, Consumer<CommitOutcome> then) {
    ask(
        KVGrpc.getTxnMethod(),
        requests.transaction(change),
        false,
        response ->
            then.accept(
                response.getSucceeded()
                    ? new CommitOutcome.Committed(response.getHeader().getRevision())
                    : new CommitOutcome.Conflict()),
        failure ->
            then.accept(
                failure.isCertain()
                    ? new CommitOutcome.Failed(failure.reason())
                    : new CommitOutcome.Unknown(failure.reason())));
  }

  @Override
  public Watch watch(String prefix, Watcher watcher) {
    requireOpen();
    EtcdWatch watch = new EtcdWatch(this, loop, channels, keys, requests, prefix, watcher);
    watches.add(watch);
    watch.begin();
    return () -> {
      watch.cancel();
      watches.remove(watch);
    };
  }

  /** A grant that got lost ends by itself, so it is asked for again. */
  @Override
  public void grantLease(long millis, Consumer<LeaseOutcome> then) {
    long sentNanos = loop.nanoTime();
    ask(
        LeaseGrpc.getLeaseGrantMethod(),
        LeaseGrantRequest.newBuilder().setTTL(Math.ceilDiv(millis, MILLIS_A_SECOND)).build(),
        true,
        response -> then.accept(held(response.getID(), sentNanos, response.getTTL())),
        failure -> then.accept(new LeaseOutcome.Failed(failure.reason())));
  }

  /** If it was sent more than once, what it lasts counts from the first time. */
  @Override
  public void keepAlive(long lease, Consumer<LeaseOutcome> then) {
    long sentNanos = loop.nanoTime();
    ask(
        LeaseGrpc.getLeaseKeepAliveMethod(),
        LeaseKeepAliveRequest.newBuilder().setID(lease).build(),
        true,
        response ->
            then.accept(
                response.getTTL() > 0
                    ? held(lease, sentNanos, response.getTTL())
                    : new LeaseOutcome.Expired()),
        failure -> then.accept(new LeaseOutcome.Failed(failure.reason())));
  }

  private static LeaseOutcome held(long lease, long sentNanos, long seconds) {
    return new LeaseOutcome.Held(lease, sentNanos, TimeUnit.SECONDS.toMillis(seconds));
  }

  @Override
  public void revoke(long lease) {
    ask(
        LeaseGrpc.getLeaseRevokeMethod(),
        LeaseRevokeRequest.newBuilder().setID(lease).build(),
        true,
        response -> LOG.debug("lease {} is given up", lease),
        failure -> LOG.info("lease {} ends by itself: {}", lease, failure.reason()));
  }

  private <Q, A> void ask(
      MethodDescriptor<Q, A> method,
      Q request,
      boolean repeatable,
      Consumer<A> answered,
      Consumer<CallFailure> failed) {
    requireOpen();
    new EtcdCall<>(
            channels,
            loop,
            method,
            request,
            repeatable,
            answer -> tell(answer, answered),
            failure -> tell(failure, failed))
        .start();
  }

  private <T> void tell(T outcome, Consumer<T> then) {
    if (!closed) {
      then.accept(outcome);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.forEach(EtcdWatch::cancel);
    watches.clear();
    channels.close();
  }
}
