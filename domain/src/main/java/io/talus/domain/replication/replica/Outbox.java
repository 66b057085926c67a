package io.talus.domain.replication.replica;

import io.talus.domain.replication.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Holds what depends on writes until all writes made before it are durable. */
final class Outbox {
  /**
   * More than a leader has in flight, with its retries. What is beyond is lost, as messages may be.
   */
  private static final int HELD_MAX = 1000;

  private record Held(long write, Message message) {}

  private final SafetyRules rules;
  private final PendingWrites writes;
  private final Deque<Held> held = new ArrayDeque<>();

  Outbox(SafetyRules rules, PendingWrites writes) {
    this.rules = rules;
    this.writes = writes;
  }

  /** Whether the message may leave at once; else it is kept. */
  boolean passes(Message message) {
    if (writes.issued() == writes.durable() || !rules.waitsForDisk(message)) {
      return true;
    }
    if (held.size() < HELD_MAX) {
      held.add(new Held(writes.issued(), message));
    }
    return false;
  }

  /** What may leave now. */
  List<Message> released() {
    List<Message> free = new ArrayList<>();
    for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
      Held next = each.next();
      if (rules.mayLeave(
          next.write() <= writes.durable(), indexOf(next.message()) <= writes.durableIndex())) {
        each.remove();
        free.add(next.message());
      }
    }
    return free;
  }

  private static long indexOf(Message message) {
    return message instanceof Message.AppendReply reply ? reply.at().index() : Long.MAX_VALUE;
  }
}
