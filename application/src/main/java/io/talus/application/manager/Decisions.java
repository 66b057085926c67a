package io.talus.application.manager;

import io.talus.application.port.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the manager has decided lately, and why. Belongs to the loop. */
public final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  /** Enough for a day with failovers; a line of text each. */
  public static final int KEPT_MAX = 1000;

  /**
   * A decision.
   *
   * @param millis when, by the wall clock
   */
  public record Decision(long millis, String text) {}

  private final EventLoop loop;
  private final Deque<Decision> kept = new ArrayDeque<>();

  public Decisions(EventLoop loop) {
    this.loop = loop;
  }

  /** Remembers and logs a decision, with its reason. */
  public void add(String text) {
    LOG.info("{}", text);
    if (kept.size() == KEPT_MAX) {
      kept.removeFirst();
    }
    kept.addLast(new Decision(loop.nowMillis(), text));
  }

  /** The oldest first. */
  public List<Decision> all() {
    return List.copyOf(kept);
  }
}
