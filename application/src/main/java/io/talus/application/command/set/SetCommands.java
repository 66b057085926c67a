package io.talus.application.command.set;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The set commands. */
public final class SetCommands {
  private SetCommands() {}

  public static List<CommandSpec> table() {
    return List.of();
  }
}
