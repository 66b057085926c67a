package io.talus.application.command.set;

import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Union;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SetValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How the sets of a command are combined. */
enum SetOperation {
  INTERSECTION {
    @Override
    Collection<Bytes> combine(SetOperands operands) {
      List<Bytes> common = new ArrayList<>();
      new Intersection(operands).forEach(common::add);
      return common;
    }

    @Override
    Pull<Bytes> pull(SetOperands operands) {
      return Intersection.pull(operands);
    }
  },
  UNION {
    @Override
    Collection<Bytes> combine(SetOperands operands) {
      Set<Bytes> all = new HashSet<>();
      for (SetValue set : operands.existing()) {
        operands.reserve(set);
        set.forEach(all::add);
      }
      return all;
    }

    @Override
    Pull<Bytes> pull(SetOperands operands) {
      List<Pull<Bytes>> sets = operands.existing().stream().map(Pulls::members).toList();
      return new Union<>(sets, Function.identity()).firsts();
    }
  },
  DIFFERENCE {
    @Override
    Collection<Bytes> combine(SetOperands operands) {
      SetValue first = operands.first();
      if (first == null) {
        return List.of();
      }
      List<SetValue> others = operands.othersLargestFirst();
      operands.reserve(first);
      List<Bytes> remaining = new ArrayList<>((int) first.size());
      first.forEach(remaining::add);
      others.forEach(set -> set.expect(remaining));
      remaining.removeIf(member -> !noneContains(others, member));
      return remaining;
    }

    @Override
    Pull<Bytes> pull(SetOperands operands) {
      SetValue first = operands.first();
      if (first == null) {
        return Pulls.of(List.of());
      }
      List<SetValue> others = operands.othersLargestFirst();
      return Pulls.filter(Pulls.members(first), member -> noneContains(others, member));
    }
  };

  /** The members of the result, each once. */
  abstract Collection<Bytes> combine(SetOperands operands);

  /** The same in hash order, one after the other. */
  abstract Pull<Bytes> pull(SetOperands operands);

  private static boolean noneContains(List<SetValue> sets, Bytes member) {
    for (SetValue set : sets) {
      if (set.contains(member)) {
        return false;
      }
    }
    return true;
  }
}
