package io.talus.application.command.key;

import io.talus.application.command.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** The commands on keys, whatever they hold. */
public final class KeyCommands {
  private KeyCommands() {}

  public static List<CommandSpec> table() {
    return Stream.of(
            KeyReads.table(),
            KeyWrites.table(),
            ExpiryReads.table(),
            ExpiryWrites.table(),
            SortCommands.table(),
            TableCommands.table(),
            List.of(ObjectCommands.container()))
        .flatMap(List::stream)
        .toList();
  }
}
