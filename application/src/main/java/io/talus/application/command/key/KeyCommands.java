package io.talus.application.command.key;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The commands on keys of any type. */
public final class KeyCommands {
  private KeyCommands() {}

  public static List<CommandSpec> table() {
    return List.of();
  }
}
