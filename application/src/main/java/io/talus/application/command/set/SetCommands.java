package io.talus.application.command.set;

import io.talus.application.command.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** The set commands. */
public final class SetCommands {
  private SetCommands() {}

  public static List<CommandSpec> table() {
    return Stream.of(SetMemberCommands.table(), SetAlgebraCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
