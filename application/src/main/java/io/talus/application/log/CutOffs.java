package io.talus.application.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Units that the background writer has read and that are cut off: those whose cut it has not come
 * to, and tails that are to be kept before the store and the log go on. Belongs to the writer.
 *
 * <p>Bounded by what a slot may have uncommitted: nothing else is ever cut off.
 */
final class CutOffs {
  private record CutOff(long block, CutTail.Unit unit) {
    long index() {
      return unit.position().index();
    }
  }

  /** Of each slot, those whose cut comes farther back in the log. */
  private final Map<SlotId, List<CutOff>> early = new HashMap<>();

  private final Deque<CutTail> whole = new ArrayDeque<>();
  private final Consumer<? super CutTail> keeper;
  private long bytes;

  /**
   * @param keeper makes each tail durable, or throws and is given it again
   */
  CutOffs(Consumer<? super CutTail> keeper) {
    this.keeper = keeper;
  }

  /** The cut of this unit comes later in the log. */
  void add(SlotId slot, long block, CutTail.Unit unit) {
    early.computeIfAbsent(slot, _ -> new ArrayList<>()).add(new CutOff(block, unit));
    bytes += unit.record().length;
  }

  /**
   * Here is the cut.
   *
   * @param aside units that it cuts off and that were not added
   */
  void cut(TailCut cut, long block, List<CutTail.Unit> aside) {
    List<CutTail.Unit> units = new ArrayList<>(aside);
    aside.forEach(unit -> bytes += unit.record().length);
    units.addAll(takeBehind(cut));
    if (!units.isEmpty()) {
      units.sort(Comparator.comparing(CutTail.Unit::position));
      whole.add(new CutTail(cut.slot(), cut.kept(), block, List.copyOf(units)));
    }
  }

  /** Here is a cut that was come to before a crash: what it cut off was kept then. */
  void cutAgain(TailCut cut) {
    takeBehind(cut).forEach(unit -> bytes -= unit.record().length);
  }

  /**
   * Nobody will come to the slot's cuts: it has another life in the store. Tails that are whole are
   * kept all the same.
   */
  void forget(SlotId slot) {
    List<CutOff> ofSlot = early.remove(slot);
    if (ofSlot != null) {
      ofSlot.forEach(each -> bytes -= each.unit().record().length);
    }
  }

  private List<CutTail.Unit> takeBehind(TailCut cut) {
    List<CutTail.Unit> taken = new ArrayList<>();
    List<CutOff> ofSlot = early.getOrDefault(cut.slot(), List.of());
    for (CutOff each : ofSlot) {
      if (each.index() > cut.kept().index()) {
        taken.add(each.unit());
      }
    }
    if (taken.size() == ofSlot.size()) {
      early.remove(cut.slot());
    } else {
      ofSlot.removeIf(each -> each.index() > cut.kept().index());
    }
    return taken;
  }

  /** The block of the oldest unit whose cut comes later; {@code none} if there is none. */
  long oldestBlock(long none) {
    long oldest = none;
    for (List<CutOff> ofSlot : early.values()) {
      oldest = Math.min(oldest, ofSlot.getFirst().block());
    }
    return oldest;
  }

  /** What all of them take. */
  long bytes() {
    return bytes;
  }

  /** Has all tails kept; when that fails, the next call goes on with the same. */
  void keep() {
    while (!whole.isEmpty()) {
      CutTail tail = whole.getFirst();
      keeper.accept(tail);
      whole.removeFirst();
      tail.units().forEach(unit -> bytes -= unit.record().length);
    }
  }

  /** The position of a record. */
  static LogPosition position(RecordHeader header) {
    return new LogPosition(header.epoch(), header.index());
  }
}
