package io.talus.application.command.hash;

import io.talus.application.command.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** The hash commands. */
public final class HashCommands {
  private HashCommands() {}

  public static List<CommandSpec> table() {
    return Stream.of(HashFieldCommands.table(), FieldExpiryCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
