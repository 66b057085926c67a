package io.talus.application.command.hash;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The hash commands. */
public final class HashCommands {
  private HashCommands() {}

  public static List<CommandSpec> table() {
    return List.of();
  }
}
