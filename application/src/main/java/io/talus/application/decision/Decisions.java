package io.talus.application.decision;

import io.talus.application.port.EventLoop;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the manager says what it has decided, and why. Belongs to its loop. */
public final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final DecisionRing ring;
  private final EventLoop loop;
  private final String manager;
  private String last = "";

  /**
   * Nothing was decided yet.
   *
   * @param manager who decides, for people
   */
  public Decisions(DecisionRing ring, EventLoop loop, String manager) {
    this.ring = ring;
    this.loop = loop;
    this.manager = manager;
  }

  /**
   * Logs a decision, with its reason, and keeps it where every node reads it. What is decided once
   * more, as it could not be done, is only logged: it would push out everything else.
   *
   * @param tables the numbers of those that it is about
   */
  public void add(Set<Integer> tables, String text) {
    LOG.info("{}", text);
    if (!text.equals(last)) {
      last = text;
      ring.add(new Decision(0, loop.nowMillis(), manager, tables, text));
    }
  }
}
