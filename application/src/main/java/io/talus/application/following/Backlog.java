package io.talus.application.following;

import io.talus.application.cold.Tasks;
import io.talus.application.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Writing clients that wait because the store is too far behind the log, or because everything in
 * memory is dirty. Readers go on. Belongs to the shard's thread.
 */
public final class Backlog {
  private final BooleanSupplier full;
  private Runnable onWait = () -> {};

  /** Each client once: it sends nothing more while it waits. */
  private final Queue<Session> waiting = new ArrayDeque<>();

  /**
   * Begins without anybody waiting.
   *
   * @param full whether writers have to wait; never while neither the store has anything to apply
   *     nor a key can be given up, nor while the store itself waits for room on the disk, for then
   *     nobody would let them go on
   */
  public Backlog(BooleanSupplier full) {
    this.full = full;
  }

  /**
   * Runs the task when a writer begins to wait: it hurries those who can make room, and relieves
   * nobody before it returns.
   */
  void onWait(Runnable task) {
    onWait = task;
  }

  public boolean isFull() {
    return full.getAsBoolean();
  }

  public void add(Session session) {
    waiting.add(session);
    onWait.run();
  }

  /** Lets go on who waits, as long as there is room. */
  void relieve(Consumer<Session> again) {
    List<Session> released = new ArrayList<>();
    while (!waiting.isEmpty() && !isFull()) {
      released.add(waiting.remove());
    }
    Tasks.forEach(released, again); // one that fails does not leave the others waiting
  }
}
