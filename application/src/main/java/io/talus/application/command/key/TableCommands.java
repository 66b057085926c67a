package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import java.util.List;

/** The commands on whole tables. */
final class TableCommands {
  private static final String GROUP = "server";

  private TableCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("dbsize", 1, new TableSize())
            .flags(READONLY, FAST)
            .docs("1.0.0", GROUP, "O(1)", "Returns the number of keys in the database.", ""),
        CommandSpec.of("flushdb", -1, new FlushTables(false))
            .flags(WRITE)
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of keys in the selected database",
                "Remove all keys from the current database.",
                "[ASYNC | SYNC]"),
        CommandSpec.of("flushall", -1, new FlushTables(true))
            .flags(WRITE)
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the total number of keys in all databases",
                "Removes all keys from all databases.",
                "[ASYNC | SYNC]"));
  }
}
