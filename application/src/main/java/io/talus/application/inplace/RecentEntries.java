package io.talus.application.inplace;

import io.talus.application.port.Elements;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store answered last about each of the lists in place that were read most recently: who
 * takes entries from an end of a list goes on beside them. Belongs to the shard's thread.
 *
 * <p>A list says when its entries have become others ({@link #forget}).
 */
public final class RecentEntries {
  /** Together with {@link #ANSWER_BYTES_MAX} it bounds what all take of the heap: a megabyte. */
  private static final int LISTS_MAX = 32;

  private static final int ANSWER_BYTES_MAX = 32 * 1024;

  /** A longer range is asked for to be seen, not to go on from. */
  private static final int ENTRIES_MAX = 64;

  private final Map<InPlaceList, Elements.Entries> answers =
      new LinkedHashMap<>(2 * LISTS_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InPlaceList, Elements.Entries> eldest) {
          return size() > LISTS_MAX;
        }
      };

  /** The answer that has all positions from {@code from} to {@code to} (exclusive), or null. */
  Elements.@Nullable Entries covering(InPlaceList list, long from, long to) {
    Elements.Entries known = answers.get(list);
    return known != null && known.covers(from, to) ? known : null;
  }

  void keep(InPlaceList list, Elements.Entries answer) {
    if (answer.entries().length <= ENTRIES_MAX && ElementsSize.bytes(answer) <= ANSWER_BYTES_MAX) {
      answers.put(list, answer);
    }
  }

  /** The list has another entry at this position, or one where it had none. */
  void forget(InPlaceList list, long position) {
    if (covering(list, position, position + 1) != null) {
      answers.remove(list);
    }
  }
}
