package io.talus.application.cold;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.SequencedSet;

/**
 * The findings of all commands that read from the disk, so that together they do not fill the heap:
 * when they take too much, only the oldest command goes on reading, and the others when there is
 * room again. A command has a bound of its own, so the oldest always comes to an end. Belongs to
 * the shard's thread.
 */
final class FindingsInUse {
  private record Deferred(Findings findings, Runnable reading) {}

  private final long bytesMax;

  /** One for each command that waits for data, and a client waits with one only. */
  private final SequencedSet<Findings> open = new LinkedHashSet<>();

  /** Some of those. */
  private final Queue<Deferred> deferred = new ArrayDeque<>();

  private long bytes;

  FindingsInUse(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** A command begins to read. */
  void add(Findings findings) {
    open.add(findings);
    bytes += findings.bytes();
  }

  /** Begins the reading now, or when there is room for what it brings. */
  void run(Findings findings, Runnable reading) {
    if (mayRead(findings)) {
      reading.run();
    } else {
      deferred.add(new Deferred(findings, reading));
    }
  }

  private boolean mayRead(Findings findings) {
    return bytes <= bytesMax || open.getFirst() == findings;
  }

  /** Findings have grown. */
  void grew(long moreBytes) {
    bytes += moreBytes;
  }

  /** The command has ended: what was found for it is not needed any more. */
  void remove(Findings findings) {
    open.remove(findings);
    bytes -= findings.bytes();
    for (int tries = deferred.size(); tries > 0; tries--) {
      // What was begun may have ended already, and have come here before us.
      Deferred next = deferred.poll();
      if (next != null) {
        run(next.findings, next.reading);
      }
    }
  }
}
