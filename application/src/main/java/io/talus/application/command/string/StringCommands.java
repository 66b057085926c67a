package io.talus.application.command.string;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The string commands. */
public final class StringCommands {
  private StringCommands() {}

  public static List<CommandSpec> table() {
    return List.of();
  }
}
