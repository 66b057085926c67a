package io.talus.application.command.set;

import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import io.talus.domain.value.SetValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The members that all sets have: those of the smallest are looked up in the others. */
final class Intersection {
  /** So many members are visited before it is looked whether the limit is reached. */
  private static final int STEP = 128;

  private final SetOperands operands;
  private final List<SetValue> sets;

  Intersection(SetOperands operands) {
    this.operands = operands;
    this.sets = operands.complete() ? operands.existingSmallestFirst() : List.of();
  }

  /** The same for sets that are read page by page: all are asked for members in hash order. */
  static Pull<Bytes> pull(SetOperands operands) {
    Intersection intersection = new Intersection(operands);
    return intersection.sets.isEmpty()
        ? Pulls.of(List.of())
        : Pulls.filter(Pulls.members(intersection.sets.getFirst()), intersection::othersContain);
  }

  void forEach(Consumer<Bytes> visitor) {
    if (sets.isEmpty()) {
      return;
    }
    operands.reserve(sets.getFirst());
    List<Bytes> members = new ArrayList<>((int) sets.getFirst().size());
    sets.getFirst().forEach(members::add);
    expect(members);
    for (Bytes member : members) {
      if (othersContain(member)) {
        visitor.accept(member);
      }
    }
  }

  private void expect(List<Bytes> members) {
    for (int i = 1; i < sets.size(); i++) {
      sets.get(i).expect(members);
    }
  }

  private boolean othersContain(Bytes member) {
    for (int i = 1; i < sets.size(); i++) {
      if (!sets.get(i).contains(member)) {
        return false;
      }
    }
    return true;
  }

  /** How many members there are; stops counting at {@code limit}. */
  long size(long limit) {
    return sets.isEmpty() ? 0 : new Count().upTo(limit);
  }

  private final class Count {
    private long counted;

    long upTo(long limit) {
      long cursor = Scan.START;
      do {
        List<Bytes> members = new ArrayList<>(STEP);
        cursor = sets.getFirst().scan(cursor, STEP, members::add);
        expect(members);
        members.forEach(this::count);
      } while (cursor != Scan.END && counted < limit);
      return Math.min(counted, limit);
    }

    private void count(Bytes member) {
      if (othersContain(member)) {
        counted++;
      }
    }
  }
}
