package io.talus.simulation;

import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * What the node must hold: the operations that it has executed and that are not lost, executed
 * again by a {@link Twin}. When blocks are lost their operations are forgotten, and a new twin
 * executes the rest.
 */
final class Reference {
  private final List<Operation> history = new ArrayList<>();
  private Twin twin = new Twin();

  /** Executes what may change something. */
  Reply run(Operation operation) {
    history.add(operation);
    return twin.run(operation);
  }

  /** Executes what changes nothing. */
  Reply ask(Operation operation) {
    return twin.run(operation);
  }

  /** Whether the operation that was run last has changed something. */
  boolean hasChanged() {
    return twin.hasChanged();
  }

  /** The blocks from this one on are lost. Returns how many operations were in them. */
  int forget(long fromBlock) {
    int kept = history.size();
    while (kept > 0 && history.get(kept - 1).block() >= fromBlock) {
      kept--;
    }
    List<Operation> lost = history.subList(kept, history.size());
    int count = lost.size();
    if (count > 0) {
      lost.clear();
      twin = new Twin();
      history.forEach(twin::run);
    }
    return count;
  }
}
