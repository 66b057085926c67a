package io.talus.application.forward;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client has on its way, in the order of its commands, and once more slot by slot: the order
 * on a slot is asked for several times for each command, and a pipeline may be long. The links are
 * in the commands themselves. Belongs to the shard's thread.
 */
final class Outstanding {
  private final NumberTable<Forward> lastOnSlot = new NumberTable<>();
  private @Nullable Forward first;
  private @Nullable Forward last;
  private int count;

  /** Adds a command behind all others. */
  void add(Forward forward) {
    Forward before = last;
    forward.previous = before;
    if (before == null) {
      first = forward;
    } else {
      before.next = forward;
    }
    last = forward;
    Forward onSlot = lastOnSlot.get(forward.slotKey);
    lastOnSlot.put(forward.slotKey, forward);
    forward.previousOnSlot = onSlot;
    if (onSlot != null) {
      onSlot.nextOnSlot = forward;
    }
    count++;
  }

  /** Takes out a command that was added; it keeps nothing of those that come later. */
  void remove(Forward forward) {
    Forward before = forward.previous;
    Forward after = forward.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    forward.previous = null;
    forward.next = null;
    removeFromSlot(forward);
    count--;
  }

  private void removeFromSlot(Forward forward) {
    Forward before = forward.previousOnSlot;
    Forward after = forward.nextOnSlot;
    if (before != null) {
      before.nextOnSlot = after;
    }
    if (after != null) {
      after.previousOnSlot = before;
    } else if (before != null) {
      lastOnSlot.put(before.slotKey, before);
    } else {
      lastOnSlot.remove(forward.slotKey);
    }
    forward.previousOnSlot = null;
    forward.nextOnSlot = null;
  }

  int count() {
    return count;
  }

  /** All of them, as they are now. */
  List<Forward> all() {
    List<Forward> all = new ArrayList<>(count);
    for (Forward each = first; each != null; each = each.next) {
      all.add(each);
    }
    return all;
  }

  /** The last command on the slot; null if there is none. Those before it follow from it. */
  @Nullable Forward lastOn(int table, int slot) {
    return count == 0 ? null : lastOnSlot.get(Forward.slotKey(table, slot));
  }
}
