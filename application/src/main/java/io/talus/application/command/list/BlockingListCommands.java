package io.talus.application.command.list;

import static io.talus.application.command.CommandFlag.BLOCKING;
import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What waits for a list. */
final class BlockingListCommands {
  private static final String GROUP = "list";
  private static final String PER_KEY = "O(N) where N is the number of keys";

  private BlockingListCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("blpop", -3, new BlockingPopEntry(ListEnd.LEFT))
            .flags(WRITE, BLOCKING)
            .keys(KeySpec.range(KeySpec.DELETE, 1, -2, 1))
            .docs(
                "2.0.0",
                GROUP,
                PER_KEY,
                "Removes the first entry of the first list that exists and returns it; waits for one if there is none.",
                "key [key ...] timeout"),
        CommandSpec.of("brpop", -3, new BlockingPopEntry(ListEnd.RIGHT))
            .flags(WRITE, BLOCKING)
            .keys(KeySpec.range(KeySpec.DELETE, 1, -2, 1))
            .docs(
                "2.0.0",
                GROUP,
                PER_KEY,
                "Removes the last entry of the first list that exists and returns it; waits for one if there is none.",
                "key [key ...] timeout"),
        CommandSpec.of("blmpop", -5, new PopEntriesOfFirst(true))
            .flags(WRITE, BLOCKING)
            .keys(KeySpec.counted(KeySpec.DELETE, 2))
            .docs(
                "7.0.0",
                GROUP,
                "O(N+M) where N is the number of keys and M the number of elements returned",
                "Removes entries from an end of the first list that exists and returns them; waits for one if there is none.",
                "timeout numkeys key [key ...] <LEFT | RIGHT> [COUNT count]"),
        CommandSpec.of("blmove", 6, new BlockingMoveEntry(EntryMove::parse))
            .flags(WRITE, DENYOOM, BLOCKING)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(KeySpec.INSERT, 2))
            .docs(
                "6.2.0",
                GROUP,
                "O(1)",
                "Moves an entry from an end of a list to an end of another and returns it; waits if there is none.",
                "source destination <LEFT | RIGHT> <LEFT | RIGHT> timeout"),
        CommandSpec.of("brpoplpush", 4, new BlockingMoveEntry(args -> EntryMove.TAIL_TO_HEAD))
            .flags(WRITE, DENYOOM, BLOCKING)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(KeySpec.INSERT, 2))
            .docs(
                "2.2.0",
                GROUP,
                "O(1)",
                "Moves the last entry of a list to the head of another and returns it; waits if there is none.",
                "source destination timeout"));
  }
}
