package io.talus.testkit.metadata;

import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.concurrent.CompletableFuture;

/** Metadata without anything in it, and what tests do to it. */
public interface MetadataFixture extends AutoCloseable {
  /** The loop of all stores. */
  EventLoop loop();

  /** A further node's store. Called on the loop. */
  MetadataStore join();

  /** From now on no store reaches the metadata. */
  void takeAway();

  /** They reach it again, with everything that was committed. */
  void bringBack();

  /** Waits until the loop has completed the future. */
  void await(CompletableFuture<?> future);

  @Override
  void close();
}
