package io.talus.application.command.list;

import io.talus.application.command.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** The list commands. */
public final class ListCommands {
  private ListCommands() {}

  public static List<CommandSpec> table() {
    return Stream.of(
            ListEntryCommands.table(), ListEndCommands.table(), BlockingListCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
