package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;
import static io.talus.application.command.CommandTrait.GATHERED;
import static io.talus.application.command.CommandTrait.SPLITS_OVER_SLOTS;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.Merging;
import io.talus.application.command.OtherTables;
import java.util.List;

/** The commands on whole tables. */
final class TableCommands {
  private static final String GROUP = "server";

  private TableCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("dbsize", 1, new TableSize())
            .flags(READONLY, FAST)
            .traits(GATHERED)
            .merges(Merging.SUM)
            .docs("1.0.0", GROUP, "O(1)", "Returns the number of keys in the database.", ""),
        CommandSpec.of("flushdb", -1, new FlushTables(false))
            .flags(WRITE)
            .traits(SPLITS_OVER_SLOTS)
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of keys in the selected database",
                "Remove all keys from the current database.",
                "[ASYNC | SYNC]"),
        CommandSpec.of("flushall", -1, new FlushTables(true))
            .flags(WRITE)
            .traits(SPLITS_OVER_SLOTS)
            .reaches(new OtherTables.All())
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the total number of keys in all databases",
                "Removes all keys from all databases.",
                "[ASYNC | SYNC]"));
  }
}
