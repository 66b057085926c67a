package io.talus.application.cluster;

import io.talus.application.question.HeldLog;
import io.talus.domain.slot.SlotId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Logs whose followers are as a test says; who asks for more than there is waits for it. */
final class ScriptedHolders implements Holders {
  /** Where each log ends. */
  static final long LAST = 80;

  private record Held(int node, Map<SlotId, HeldLog> logs, Consumer<Map<SlotId, HeldLog>> then) {}

  final Map<SlotId, Integer> followers = new HashMap<>();
  final Map<Integer, Set<SlotId>> synced = new TreeMap<>();
  private final Queue<Held> held = new ArrayDeque<>();
  int questions;
  boolean silent;

  /** Of those that are asked together one does not answer. */
  boolean oneIsSilent;

  @Override
  public void askLeader(int node, Map<SlotId, HeldLog> logs, Consumer<Map<SlotId, HeldLog>> then) {
    questions++;
    if (silent) {
      then.accept(Map.of());
    } else if (logs.entrySet().stream().allMatch(this::isMet)) {
      then.accept(found(logs));
    } else {
      held.add(new Held(node, logs, then));
    }
  }

  private boolean isMet(Map.Entry<SlotId, HeldLog> wanted) {
    return followers.getOrDefault(wanted.getKey(), 0) >= wanted.getValue().followers();
  }

  private Map<SlotId, HeldLog> found(Map<SlotId, HeldLog> logs) {
    Map<SlotId, HeldLog> found = new HashMap<>();
    logs.forEach(
        (slot, log) ->
            found.put(slot, new HeldLog(log.epoch(), LAST, followers.getOrDefault(slot, 0))));
    return found;
  }

  /** Leaders have waited long enough, or have heard something. */
  void answer() {
    for (Held each = held.poll(); each != null; each = held.poll()) {
      each.then.accept(found(each.logs));
    }
  }

  @Override
  public void askAll(
      Map<SlotId, HeldLog> logs, BiConsumer<Integer, Set<SlotId>> found, Runnable then) {
    synced.forEach(found);
    if (!oneIsSilent) {
      then.run();
    }
  }

  @Override
  public int followersHere(SlotId slot, long epoch) {
    return followers.getOrDefault(slot, 0);
  }

  @Override
  public int followersOf(int table) {
    return 2;
  }
}
