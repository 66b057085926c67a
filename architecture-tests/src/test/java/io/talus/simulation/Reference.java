package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the node must hold: the operations that it has executed and that are not lost, executed
 * again by a {@link Twin}. When blocks are lost their operations are forgotten, and a new twin
 * executes the rest.
 */
final class Reference {
  /** An operation, in the order of execution, and the cut that has taken it away. */
  private record Lost(int place, Operation operation, long cutBlock) {}

  private final List<Operation> history = new ArrayList<>();

  /** What was cut off; a cut may be lost, too. */
  private final List<Lost> cutOff = new ArrayList<>();

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

  /** The slot's log was cut behind the index, in this block. Returns how many operations went. */
  int cut(SlotId slot, long kept, long block) {
    int before = cutOff.size();
    for (int i = 0; i < history.size(); i++) {
      Operation each = history.get(i);
      if (slot.equals(each.slot()) && each.index() > kept) {
        cutOff.add(new Lost(i, each, block));
      }
    }
    history.removeIf(each -> slot.equals(each.slot()) && each.index() > kept);
    int count = cutOff.size() - before;
    if (count > 0) {
      runAgain();
    }
    return count;
  }

  /** The blocks from this one on are lost. Returns how many operations were in them. */
  int forget(long fromBlock) {
    int count = history.size();
    history.removeIf(each -> each.block() >= fromBlock);
    count -= history.size();
    int back = bringBack(fromBlock);
    if (count > 0 || back > 0) {
      runAgain();
    }
    return count;
  }

  /** What cuts have taken away that are themselves lost. */
  private int bringBack(long fromBlock) {
    List<Lost> back = new ArrayList<>();
    for (Lost lost : cutOff.reversed()) {
      if (lost.cutBlock >= fromBlock) {
        back.add(lost);
      }
    }
    cutOff.removeAll(back);
    // The last ones that went come first: their places are those of the list as it was then.
    back.removeIf(lost -> lost.operation.block() >= fromBlock);
    for (Lost lost : back) {
      history.add(Math.min(lost.place, history.size()), lost.operation);
    }
    return back.size();
  }

  private void runAgain() {
    twin = new Twin();
    history.forEach(twin::run);
  }
}
