package io.talus.adapters.etcd;

import io.talus.application.embed.ThreadLoop;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import io.talus.testkit.metadata.MetadataFixture;
import io.talus.testkit.process.EtcdProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores on one loop, joined to an etcd that runs; each fixture is a cluster of its own in it. */
final class EtcdFixture implements MetadataFixture {
  private static final long WAIT_SECONDS = 60;
  private static final AtomicInteger LAST_CLUSTER = new AtomicInteger();

  private final ThreadLoop loop = new ThreadLoop("etcd-test");
  private final List<EtcdMetadataStore> stores = new ArrayList<>();
  private final EtcdSettings settings;
  private final List<EtcdProcess> members;
  private boolean away;

  EtcdFixture(EtcdSettings settings, List<EtcdProcess> members) {
    this.settings = settings;
    this.members = members;
  }

  static EtcdFixture on(List<EtcdProcess> members) {
    return new EtcdFixture(
        EtcdSettings.of("test" + LAST_CLUSTER.incrementAndGet(), endpoints(members)), members);
  }

  /** Further nodes of the same cluster, with a loop of their own. */
  static EtcdFixture like(EtcdFixture other) {
    return new EtcdFixture(other.settings, other.members);
  }

  static List<EtcdSettings.Endpoint> endpoints(List<EtcdProcess> members) {
    return members.stream()
        .map(member -> new EtcdSettings.Endpoint("127.0.0.1", member.port()))
        .toList();
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public MetadataStore join() {
    EtcdMetadataStore store = new EtcdMetadataStore(settings, loop);
    stores.add(store);
    return store;
  }

  @Override
  public void takeAway() {
    away = true;
    for (EtcdProcess member : members) {
      doing(member::kill);
    }
  }

  @Override
  public void bringBack() {
    away = false;
    for (EtcdProcess member : members) {
      doing(member::launchAgain);
    }
    for (EtcdProcess member : members) {
      doing(member::awaitHealth);
    }
  }

  /** Something with a process. */
  interface Doing {
    void run() throws IOException, InterruptedException;
  }

  static void doing(Doing doing) {
    try {
      doing.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void await(CompletableFuture<?> future) {
    future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    loop.post(
        () -> {
          stores.forEach(EtcdMetadataStore::close);
          closed.complete(null);
        });
    await(closed);
    loop.close();
    if (away) {
      bringBack();
    }
  }
}
