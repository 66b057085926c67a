package io.talus.adapters.replication.frame;

import io.talus.application.peer.MessageClass;

/** The numbers that stand for classes of messages in frames. */
final class ClassNumbers {

  private ClassNumbers() {}

  static int of(MessageClass messages) {
    return switch (messages) {
      case HEARTBEATS -> 1;
      case SLOTS -> 2;
      case CALLS -> 3;
      case SNAPSHOTS -> 4;
    };
  }

  static MessageClass read(int number) {
    return switch (number) {
      case 1 -> MessageClass.HEARTBEATS;
      case 2 -> MessageClass.SLOTS;
      case 3 -> MessageClass.CALLS;
      case 4 -> MessageClass.SNAPSHOTS;
      default ->
          throw new BrokenStreamException("class of a message: " + number + " (expected: 1..4)");
    };
  }
}
