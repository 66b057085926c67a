package io.talus.application.command.sortedset;

import io.talus.application.command.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** The sorted set commands. */
public final class SortedSetCommands {
  private SortedSetCommands() {}

  public static List<CommandSpec> table() {
    return Stream.of(
            MemberCommands.table(),
            RangeQueryCommands.table(),
            RangeChangeCommands.table(),
            PopCommands.table(),
            CombinationCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
