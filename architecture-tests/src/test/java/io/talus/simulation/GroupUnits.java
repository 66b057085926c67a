package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.GroupHistory.Call;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All units that any node of a group has executed or taken over, each with the one before it: so it
 * is known what a node has to answer whose log ends at some unit, and whether two nodes have the
 * same history.
 *
 * <p>Where two nodes have a unit at the same position it is the same unit, and so is everything
 * before it.
 */
final class GroupUnits {
  /** Where a unit is. */
  private record Place(SlotId slot, LogPosition position) {}

  /** A leadership is one process's. */
  private record Leadership(int node, long life) {}

  private record Term(SlotId slot, long epoch) {}

  /** One unit, and what its key was before. */
  static final class Unit {
    private final Place place;
    private final @Nullable Unit before;
    private final @Nullable Call call;
    private final @Nullable Unit beforeOfKey;

    /** The newest unit of each key, up to here. */
    private final Map<String, Unit> newest;

    /** How many units there are of the key, up to here. */
    private final long count;

    private final Set<Integer> holders = new HashSet<>();
    private byte @Nullable [] record;
    private boolean acknowledged;
    private boolean unkept;

    private Unit(Place place, @Nullable Unit before, @Nullable Call call) {
      this.place = place;
      this.before = before;
      this.call = call;
      Map<String, Unit> known = before == null ? Map.of() : before.newest;
      if (call == null) {
        beforeOfKey = null;
        count = 0;
        newest = known;
      } else {
        beforeOfKey = known.get(call.key());
        count = beforeOfKey == null ? 1 : beforeOfKey.count + 1;
        newest = new HashMap<>(known);
        newest.put(call.key(), this);
      }
    }

    LogPosition position() {
      return place.position;
    }

    /** Whether a node has said that it gives it up and cannot keep it. */
    boolean isUnkept() {
      return unkept;
    }

    @Override
    public String toString() {
      return place + " " + call;
    }
  }

  private final Trace trace;
  private final Map<Place, Unit> units = new HashMap<>();
  private final Map<Term, Leadership> leaders = new HashMap<>();
  private final Map<Long, Unit> byToken = new HashMap<>();

  GroupUnits(Trace trace) {
    this.trace = trace;
  }

  private @Nullable Unit find(SlotId slot, LogPosition position) {
    return units.get(new Place(slot, position));
  }

  private @Nullable Unit require(SlotId slot, LogPosition position, String where) {
    Unit found = find(slot, position);
    if (found == null && position.index() > 0) {
      throw trace.failure("%s: %s has a unit at %s that nobody wrote", where, slot, position);
    }
    return found;
  }

  // -------------------------------------------------------------------------------------------
  // what nodes do

  /** A process has begun to lead the slot, with a unit of its own behind all that its log had. */
  void leads(int node, long life, SlotId slot, LogPosition opening, LogPosition before) {
    Leadership now = new Leadership(node, life);
    Leadership known = leaders.putIfAbsent(new Term(slot, opening.epoch()), now);
    if (known == null) {
      put(new Unit(new Place(slot, opening), require(slot, before, "node " + node), null), node);
    } else if (!known.equals(now)) {
      throw trace.failure("two leaders of %s in %d: %s, %s", slot, opening.epoch(), known, now);
    }
  }

  /** What was never in a log may be replaced, and what was in that of its leader alone. */
  private void put(Unit unit, int node) {
    Unit other = units.put(unit.place, unit);
    if (other != null && !Set.of(node).containsAll(other.holders)) {
      throw trace.failure("two units: %s, %s, which %s have", unit, other, other.holders);
    }
  }

  /** A node has executed a call, and its log ends there. */
  void executed(int node, SlotId slot, LogPosition end, Call call, Reply reply) {
    long expected;
    if (call.reads()) {
      Unit last = require(slot, end, "node " + node);
      Unit newest = last == null ? null : last.newest.get(call.key());
      expected = newest == null || newest.call == null ? 0 : newest.call.token();
    } else {
      LogPosition before = new LogPosition(end.epoch(), end.index() - 1);
      Unit unit = new Unit(new Place(slot, end), require(slot, before, "node " + node), call);
      put(unit, node);
      byToken.put(call.token(), unit);
      expected = unit.count;
    }
    if (call.places() && GroupHistory.place(call, reply) != expected) {
      throw trace.failure(
          "node %d answers %s with %s (expected: %d)", node, call.words(), reply, expected);
    }
  }

  /** The client was told. */
  void acknowledged(Call call) {
    Unit unit = byToken.get(call.token());
    if (unit != null) {
      unit.acknowledged = true;
    }
  }

  /** A node has a unit in its log, behind that one. */
  void logged(int node, SlotId slot, LogPosition position, LogPosition before, byte[] record) {
    Unit unit = find(slot, position);
    if (unit == null) {
      throw trace.failure(
          "node %d logs a unit of %s at %s that nobody wrote", node, slot, position);
    }
    LogPosition known = unit.before == null ? LogPosition.NONE : unit.before.position();
    if (!known.equals(before)) {
      throw trace.failure("node %d: %s comes behind %s and %s", node, unit, known, before);
    }
    if (unit.record == null) {
      unit.record = record;
    } else if (!Arrays.equals(unit.record, record)) {
      throw trace.failure("node %d: %s is two different units", node, unit);
    }
    unit.holders.add(node);
  }

  /** Of what a node gives up its log does not have these any more, and it has said so. */
  void unkept(SlotId slot, LogPosition kept, LogPosition through) {
    for (Unit at = find(slot, through); at != null; at = at.before) {
      if (at.position().index() > kept.index()) {
        at.unkept = true;
      }
    }
  }

  // -------------------------------------------------------------------------------------------
  // what is left

  /** Whether a log that ends at one of the positions begins with one that ends at the other. */
  boolean agree(SlotId slot, LogPosition one, LogPosition other) {
    LogPosition shorter = one.index() < other.index() ? one : other;
    Unit at = find(slot, one.index() < other.index() ? other : one);
    while (at != null && at.position().index() > shorter.index()) {
      at = at.before;
    }
    return shorter.index() == 0 || (at != null && at.position().equals(shorter));
  }

  /** What reads of a key have to find in a log that ends there: what was called, in order. */
  List<Call> calls(SlotId slot, LogPosition end, String key) {
    Unit last = require(slot, end, "the end");
    Deque<Call> calls = new ArrayDeque<>();
    for (Unit at = last == null ? null : last.newest.get(key); at != null; at = at.beforeOfKey) {
      if (at.call != null) {
        calls.addFirst(at.call);
      }
    }
    return List.copyOf(calls);
  }

  /** What was acknowledged and is in no log that ends there. */
  List<Unit> lost(SlotId slot, LogPosition end) {
    Set<Unit> kept = new HashSet<>();
    for (Unit at = find(slot, end); at != null; at = at.before) {
      kept.add(at);
    }
    return byToken.values().stream()
        .filter(unit -> unit.acknowledged && unit.place.slot.equals(slot) && !kept.contains(unit))
        .toList();
  }
}
