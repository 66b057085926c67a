package io.talus.application.command.list;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The list commands. */
public final class ListCommands {
  private ListCommands() {}

  public static List<CommandSpec> table() {
    return List.of();
  }
}
