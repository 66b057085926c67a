package io.talus.testkit.cluster;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.replica.Replica;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The release gate of one slot: replies wait here until what they depend on is committed. */
final class Gate {
  /** A reply that waits; a read is checked once more when it leaves. */
  private record Waiting(Operation operation, LogPosition position, StoreState.Value value) {}

  private record Round(Operation operation, long index) {}

  private final SimulatedNode node;
  private final Replica machine;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<Long, Operation> asked = new HashMap<>();
  private final List<Round> rounds = new ArrayList<>();
  private long lastId;

  Gate(SimulatedNode node, Replica machine) {
    this.node = node;
    this.machine = machine;
  }

  void write(Operation operation, LogPosition position) {
    waiting.add(
        new Waiting(
            operation, position, new StoreState.Value(operation.value(), position.index())));
  }

  /** A read from memory leaves at the end of the tick, or when what it saw is committed. */
  void read(Operation operation, LogPosition position, StoreState.Value value) {
    Waiting reply = new Waiting(operation, position, value);
    node.later(
        1,
        () -> {
          waiting.add(reply);
          open();
        });
  }

  long ask(Operation operation) {
    lastId++;
    asked.put(lastId, operation);
    return lastId;
  }

  void confirmed(long id, long index) {
    Operation operation = asked.remove(id);
    if (operation != null) {
      rounds.add(new Round(operation, index));
    }
  }

  void refused(long id) {
    Operation operation = asked.remove(id);
    if (operation != null) {
      node.refuse(operation);
    }
  }

  /** Lets out what may leave. */
  void open() {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (isCommitted(next.position())) {
        each.remove();
        leave(next);
      }
    }
  }

  /** Answers confirmed reads from what is applied. */
  void applied(StoreState store) {
    for (Iterator<Round> each = rounds.iterator(); each.hasNext(); ) {
      Round next = each.next();
      if (store.applied() >= next.index()) {
        each.remove();
        node.answer(next.operation(), store.get(next.operation().key));
      }
    }
  }

  void lost() {
    if (node.rules().owner().repliesBelongToPositions()) {
      waiting.forEach(reply -> node.giveUp(reply.operation()));
      waiting.clear();
    }
  }

  private boolean isCommitted(LogPosition position) {
    return node.rules().owner().repliesBelongToPositions()
        ? position.index() == 0 || machine.isCommitted(position)
        : position.index() <= machine.commit();
  }

  /** Asked when a read runs, and again when its reply leaves. */
  boolean mayRead() {
    return node.rules().owner().readsNeedSupport()
        ? machine.servesReads(node.clock())
        : machine.isLeader();
  }

  private void leave(Waiting reply) {
    boolean mayLeave = reply.operation().write || mayRead();
    if (mayLeave) {
      node.answer(reply.operation(), reply.value());
    } else {
      node.refuse(reply.operation());
    }
  }
}
