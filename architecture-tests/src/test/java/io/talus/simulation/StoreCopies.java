package io.talus.simulation;

import io.talus.application.background.Errands;
import io.talus.application.host.Checkpoints;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Copies of the store, named as BGSAVE asks for. */
final class StoreCopies implements Checkpoints {
  private final SlotStore store;
  private final Errands copier;

  StoreCopies(SlotStore store, Executor copier, EventLoop loop) {
    this.store = store;
    this.copier = new Errands(copier, loop);
  }

  @Override
  public Path take(String name) {
    Path copy = Path.of(name);
    store.checkpoint(copy);
    return copy;
  }

  @Override
  public void takeInBackground(String name, Consumer<Path> done, Consumer<String> failed) {
    copier.send(
        () -> take(name), done, failure -> failed.accept(String.valueOf(failure.getMessage())));
  }
}
