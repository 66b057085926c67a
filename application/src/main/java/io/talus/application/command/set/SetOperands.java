package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.KeyspaceView;
import io.talus.domain.value.SetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sets that a command combines, in its order; a key that does not exist is an empty set.
 *
 * @param first the first set, or null if it is empty
 * @param others the others that exist
 * @param complete whether all of them exist
 */
record SetOperands(
    KeyspaceView view, @Nullable SetValue first, List<SetValue> others, boolean complete) {

  /** Reads the keys from {@code from} (inclusive) to {@code to} (exclusive). */
  static SetOperands read(Arguments args, int from, int to, KeyspaceView view) {
    SetValue first = view.set(args.get(from));
    List<SetValue> others = new ArrayList<>(to - from - 1);
    for (int i = from + 1; i < to; i++) {
      SetValue set = view.set(args.get(i));
      if (set != null) {
        others.add(set);
      }
    }
    return new SetOperands(view, first, others, first != null && others.size() == to - from - 1);
  }

  /** All members of the set are about to be collected. */
  void reserve(SetValue set) {
    view.reserveItems(set.size());
  }

  /** All sets that exist. */
  List<SetValue> existing() {
    List<SetValue> sets = new ArrayList<>(others.size() + 1);
    if (first != null) {
      sets.add(first);
    }
    sets.addAll(others);
    return sets;
  }

  List<SetValue> existingSmallestFirst() {
    List<SetValue> sets = existing();
    sets.sort(Comparator.comparingLong(SetValue::size));
    return sets;
  }

  /** The others; a member is most likely in the largest. */
  List<SetValue> othersLargestFirst() {
    List<SetValue> sets = new ArrayList<>(others);
    sets.sort(Comparator.comparingLong(SetValue::size).reversed());
    return sets;
  }
}
