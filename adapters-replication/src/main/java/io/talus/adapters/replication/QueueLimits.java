package io.talus.adapters.replication;

import io.talus.application.peer.MessageClass;

/**
 * How much may wait to be sent to one node, in bytes of each class. A message of any length is
 * taken while not more than half of this waits, so the true bound is half of it and one message.
 */
public record QueueLimits(int heartbeats, int slots, int calls, int snapshots) {
  /**
   * Heartbeats: some hundred, for if they wait they are worth nothing. Slots: as much as a
   * follower's log takes in a tick or two. Calls: replies to pipelines of many clients. Snapshots:
   * enough to keep a fast network busy from one event to the next.
   */
  public static final QueueLimits DEFAULT = new QueueLimits(32 << 10, 16 << 20, 16 << 20, 4 << 20);

  int of(MessageClass messages) {
    return switch (messages) {
      case HEARTBEATS -> heartbeats;
      case SLOTS -> slots;
      case CALLS -> calls;
      case SNAPSHOTS -> snapshots;
    };
  }
}
