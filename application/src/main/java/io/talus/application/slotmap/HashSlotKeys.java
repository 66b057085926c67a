package io.talus.application.slotmap;

import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.value.Scan;
import java.util.function.Consumer;

/**
 * The keys of one hash slot. Of a table with fewer slots than that others are looked at, too: those
 * of its slot, to which the router has the command keep.
 */
final class HashSlotKeys {
  /** As many keys are looked at before it is asked whether there are enough. */
  private static final int PAGE = 1000;

  private HashSlotKeys() {}

  /** Visits so many keys at the most; returns how many there were. */
  static long visit(KeyspaceView view, int hashSlot, long countMax, Consumer<Bytes> visitor) {
    long[] visited = {0};
    long cursor = Scan.START;
    while (visited[0] < countMax) {
      cursor =
          view.scan(
              cursor,
              PAGE,
              (key, type) -> {
                if (HashSlot.of(key) == hashSlot && visited[0] < countMax) {
                  visited[0]++;
                  visitor.accept(key);
                }
              });
      if (cursor == Scan.END) {
        break;
      }
    }
    return visited[0];
  }
}
