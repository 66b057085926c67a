package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.IndexRange;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options of SORT and SORT_RO. Belongs to the command that reads its arguments. */
final class SortOptions {
  private static final int FIRST_OPTION = 2;

  private final List<KeyPattern> gets = new ArrayList<>();
  private @Nullable KeyPattern by;
  private @Nullable Bytes store;
  private boolean descending;
  private boolean alphabetical;
  private long offset;
  private long count = -1;

  private SortOptions() {}

  static SortOptions parse(Arguments args, boolean readOnly) {
    SortOptions options = new SortOptions();
    int i = FIRST_OPTION;
    while (i < args.count()) {
      i += options.take(args, i, readOnly);
    }
    return options;
  }

  /** Takes the option at {@code i}, and says how many arguments it is. */
  private int take(Arguments args, int i, boolean readOnly) {
    if (args.is(i, "ASC")) {
      descending = false;
    } else if (args.is(i, "DESC")) {
      descending = true;
    } else if (args.is(i, "ALPHA")) {
      alphabetical = true;
    } else if (args.is(i, "LIMIT") && i + 2 < args.count()) {
      offset = args.integer(i + 1);
      count = args.integer(i + 2);
      return 3;
    } else {
      takePattern(args, i, readOnly);
      return 2;
    }
    return 1;
  }

  private void takePattern(Arguments args, int i, boolean readOnly) {
    if (!args.hasNext(i)) {
      throw Errors.syntax();
    } else if (args.is(i, "STORE") && !readOnly) {
      store = args.get(i + 1);
    } else if (args.is(i, "BY")) {
      by = new KeyPattern(args.get(i + 1));
    } else if (args.is(i, "GET")) {
      gets.add(new KeyPattern(args.get(i + 1)));
    } else {
      throw Errors.syntax();
    }
  }

  /** What to sort by if it is not the elements themselves. */
  @Nullable KeyPattern by() {
    return by;
  }

  /** The option whose pattern may lead to another hash slot than this one; empty if none does. */
  Optional<String> optionForOtherSlots(int hashSlot) {
    if (by != null && !by.staysIn(hashSlot)) {
      return Optional.of("BY");
    }
    return gets.stream().allMatch(get -> get.staysIn(hashSlot))
        ? Optional.empty()
        : Optional.of("GET");
  }

  /** Whether the elements stay in the order they have. */
  boolean unsorted() {
    return by != null && by.isConstant();
  }

  /** What to answer for each element; the element itself if this is empty. */
  List<KeyPattern> gets() {
    return gets;
  }

  /** The key for the result, if it is not the reply. */
  @Nullable Bytes store() {
    return store;
  }

  boolean descending() {
    return descending;
  }

  boolean alphabetical() {
    return alphabetical;
  }

  /** Which of {@code size} sorted elements are asked for. */
  IndexRange range(long size) {
    long from = Math.min(Math.max(offset, 0), size);
    long length = count < 0 ? size : Math.min(count, size);
    return new IndexRange(from, Math.min(from + length, size));
  }
}
