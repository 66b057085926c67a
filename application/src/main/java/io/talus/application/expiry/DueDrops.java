package io.talus.application.expiry;

import io.talus.application.background.FailureLog;
import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.Fetches;
import io.talus.application.execution.Execution;
import io.talus.application.gate.Tick;
import io.talus.application.port.EventLoop;
import io.talus.application.view.TableView;
import io.talus.domain.bytes.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops keys and fields that are due, by looking at them: what a view observes as expired it drops
 * and logs. What a look lacks is read from the disk, of few keys at a time, and behind what clients
 * wait for. On the shard's thread.
 */
final class DueDrops {
  /**
   * Of so many keys something is read at a time: two for each reader, so that a client's read waits
   * for no more. The others are looked at later.
   */
  static final int READS_AT_ONCE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(DueDrops.class);

  private record DueKey(TableView view, Bytes key) {}

  private final Execution execution;
  private final Tick tick;
  private final EventLoop loop;
  private final Fetches fetches;
  private final FailureLog failures;
  private final Set<DueKey> reading = new HashSet<>();
  private Runnable onAllRead = () -> {};

  DueDrops(Execution execution, Tick tick, EventLoop loop, Fetches fetches) {
    this.execution = execution;
    this.tick = tick;
    this.loop = loop;
    this.fetches = fetches;
    this.failures = new FailureLog(LOG, "what is due cannot be dropped", loop::nanoTime);
  }

  /** Runs the task whenever nothing is being read any more. */
  void onAllRead(Runnable task) {
    onAllRead = task;
  }

  /** Whether another key may be looked at that needs the disk. */
  boolean mayRead() {
    return reading.size() < READS_AT_ONCE;
  }

  boolean isReading() {
    return !reading.isEmpty();
  }

  /**
   * Looks at a key.
   *
   * @return whether it is done; else it is being read for, or is to be looked at again
   */
  boolean look(TableView view, Bytes key) {
    DueKey due = new DueKey(view, key);
    return !reading.contains(due) && attempt(due);
  }

  private boolean attempt(DueKey due) {
    execution.advanceTime(loop.nowMillis());
    execution.begin();
    try {
      due.view.find(due.key);
      return true;
    } catch (ColdRead cold) {
      read(due, cold.requests());
      return false;
    } catch (RuntimeException failed) {
      failures.add(failed); // whatever is wrong with it, the others go on
      return true;
    } finally {
      execution.commit();
      tick.endSoon();
    }
  }

  private void read(DueKey due, List<ColdRequest> requests) {
    if (reading.contains(due)) {
      fetch(due, requests); // it has got something already, and needs more
    } else if (mayRead()) {
      reading.add(due);
      fetches.whenIdle(() -> fetch(due, requests));
    }
  }

  private void fetch(DueKey due, List<ColdRequest> requests) {
    fetches.fetch(requests, () -> arrived(due));
  }

  private void arrived(DueKey due) {
    if (attempt(due)) {
      reading.remove(due);
      if (reading.isEmpty()) {
        onAllRead.run();
      }
    }
  }
}
