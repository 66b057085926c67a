package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Members as a client names them: some perhaps twice. */
final class DistinctArguments {
  private DistinctArguments() {}

  /** The arguments from {@code first} on that pass the test, each once. */
  static List<Bytes> where(Arguments args, int first, Predicate<Bytes> test) {
    if (args.count() == first + 1) {
      Bytes only = args.get(first);
      return test.test(only) ? List.of(only) : List.of();
    }
    Set<Bytes> passed = LinkedHashSet.newLinkedHashSet(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      if (test.test(args.get(i))) {
        passed.add(args.get(i));
      }
    }
    return new ArrayList<>(passed);
  }
}
