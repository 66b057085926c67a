package io.talus.application.command.dump;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** DUMP and RESTORE. */
public final class DumpCommands {
  private static final String GROUP = "generic";

  private DumpCommands() {}

  public static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("dump", 2, new DumpKey())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(N) where N is the number of elements, and O(M) where M is their size",
                "Returns what a key holds, serialised.",
                "key"),
        CommandSpec.of("restore", -4, new RestoreKey())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(N*log(N)) where N is the number of elements of a sorted set, else O(N)",
                "Makes a key of what DUMP returned.",
                "key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]"));
  }
}
