package io.talus.adapters.replication.frame;

import io.talus.application.peer.MessageClass;

/** How long a message may be, in bytes. */
public final class MessageLimits {
  /** A few numbers. */
  private static final int HEARTBEAT = 1024;

  /** A unit may change 512 MB, and a command be as long; with what goes with it. */
  private static final int UNIT = 640 << 20;

  /** Senders cut snapshots into pieces far smaller than this. */
  private static final int SNAPSHOT = 64 << 20;

  private MessageLimits() {}

  /** The longest message of the class. */
  public static int of(MessageClass messages) {
    return switch (messages) {
      case HEARTBEATS -> HEARTBEAT;
      case SLOTS, CALLS -> UNIT;
      case SNAPSHOTS -> SNAPSHOT;
    };
  }
}
