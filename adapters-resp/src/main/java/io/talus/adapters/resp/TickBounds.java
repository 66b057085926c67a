package io.talus.adapters.resp;

import java.util.function.LongSupplier;

/**
 * How much a tick has done: it ends when the loop has handled what the sockets delivered, or when
 * one of these bounds is reached. Belongs to its loop.
 */
final class TickBounds {
  /** One append to the log, one flush: far beyond this, more commands make them no cheaper. */
  static final int COMMANDS_MAX = 4096;

  /** Bounds what a tick holds in memory, and the size of one append to the log. */
  static final long BYTES_MAX = 4L * 1024 * 1024;

  /** How long the first reply of a tick waits for the last command of it. */
  static final long NANOS_MAX = 2_000_000;

  /** The clock is asked only so often; a power of two. */
  private static final int COMMANDS_PER_CLOCK = 64;

  private final LongSupplier monotonicNanos;
  private long startNanos;
  private int commands;
  private long bytes;

  TickBounds(LongSupplier monotonicNanos) {
    this.monotonicNanos = monotonicNanos;
  }

  void start() {
    startNanos = monotonicNanos.getAsLong();
    commands = 0;
    bytes = 0;
  }

  void received(int count) {
    bytes += count;
  }

  /** Counts a command; whether the tick has to end now. */
  boolean isFullAfterCommand() {
    int count = ++commands;
    return (count & (COMMANDS_PER_CLOCK - 1)) == 0 && isOverBounds();
  }

  private boolean isOverBounds() {
    return commands >= COMMANDS_MAX
        || bytes >= BYTES_MAX
        || monotonicNanos.getAsLong() - startNanos >= NANOS_MAX;
  }
}
