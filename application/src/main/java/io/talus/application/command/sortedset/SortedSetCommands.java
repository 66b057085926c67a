package io.talus.application.command.sortedset;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The sorted set commands. */
public final class SortedSetCommands {
  private SortedSetCommands() {}

  public static List<CommandSpec> table() {
    return List.of();
  }
}
