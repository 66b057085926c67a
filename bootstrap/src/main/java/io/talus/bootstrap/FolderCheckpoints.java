package io.talus.bootstrap;

import io.talus.application.host.Checkpoints;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.application.shard.Durability;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Copies of the data below {@code checkpoints/}. The store first takes everything that is in the
 * log, so a copy holds all that was acknowledged; its files are hard links, so it is made in an
 * instant.
 */
final class FolderCheckpoints implements Checkpoints {
  private final DataFolder folder;
  private final SlotStore store;
  private final Durability durability;
  private final NodeThreads threads;
  private final EventLoop loop;

  @Inject
  FolderCheckpoints(
      DataFolder folder,
      SlotStore store,
      Durability durability,
      NodeThreads threads,
      EventLoop loop) {
    this.folder = folder;
    this.store = store;
    this.durability = durability;
    this.threads = threads;
    this.loop = loop;
  }

  @Override
  public Path take(String name) {
    try {
      return threads.writer().submit(() -> copy(name)).get();
    } catch (ExecutionException failed) {
      throw new StoreException("no copy: " + failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while copying", interrupted);
    }
  }

  @Override
  public void takeInBackground(String name, Consumer<Path> done, Consumer<String> failed) {
    threads
        .writer()
        .execute(
            () -> {
              try {
                Path copy = copy(name);
                loop.post(() -> done.accept(copy));
              } catch (RuntimeException fault) {
                loop.post(() -> failed.accept(String.valueOf(fault.getMessage())));
              }
            });
  }

  private Path copy(String name) {
    durability.catchUp();
    try {
      return folder.checkpoint(name, store::checkpoint);
    } catch (IOException failed) {
      throw new StoreException(name + ": cannot be written: " + failed, failed);
    }
  }
}
