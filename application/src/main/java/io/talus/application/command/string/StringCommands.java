package io.talus.application.command.string;

import io.talus.application.command.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** The string commands. */
public final class StringCommands {
  private StringCommands() {}

  public static List<CommandSpec> table() {
    return Stream.of(
            StringReads.table(),
            StringWrites.table(),
            StringExchanges.table(),
            StringChanges.table())
        .flatMap(List::stream)
        .toList();
  }
}
