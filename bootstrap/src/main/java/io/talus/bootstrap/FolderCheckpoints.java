package io.talus.bootstrap;

import io.talus.application.background.Errands;
import io.talus.application.following.Durability;
import io.talus.application.host.Checkpoints;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Copies of the data below {@code checkpoints/}. Before, the store takes everything that is in the
 * log, so that a copy holds all that was acknowledged. A copy's files are hard links: it takes as
 * long as a flush.
 */
final class FolderCheckpoints implements Checkpoints {
  private final DataFolder folder;
  private final SlotStore store;
  private final Durability durability;
  private final NodeThreads threads;
  private final Errands copier;

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
    this.copier = new Errands(threads.copier(), loop);
  }

  @Override
  public Path take(String name) {
    try {
      return threads.writer().submit(() -> copyAll(name)).get();
    } catch (ExecutionException failed) {
      throw new StoreException("no copy: " + failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while copying", interrupted);
    }
  }

  @Override
  public void takeInBackground(String name, Consumer<Path> done, Consumer<String> failed) {
    copier.send(
        () -> copy(name), done, failure -> failed.accept(String.valueOf(failure.getMessage())));
  }

  private Path copyAll(String name) {
    durability.catchUp();
    return copy(name);
  }

  private Path copy(String name) {
    try {
      return folder.checkpoint(name, store::checkpoint);
    } catch (IOException failed) {
      throw new StoreException(name + ": cannot be written: " + failed, failed);
    }
  }
}
