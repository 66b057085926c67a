package io.talus.application.command.list;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What is added to and taken from the ends of lists. */
final class ListEndCommands {
  private static final String GROUP = "list";
  private static final String PER_ENTRY = "O(N) where N is the number of elements added";
  private static final String KEYS_AND_ENTRIES =
      "O(N+M) where N is the number of keys and M the number of elements returned";

  private ListEndCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("lpush", -3, new PushEntries(ListEnd.LEFT, false))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "1.0.0",
                GROUP,
                PER_ENTRY,
                "Adds entries at the head of a list, which is created if need be.",
                "key element [element ...]"),
        CommandSpec.of("rpush", -3, new PushEntries(ListEnd.RIGHT, false))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "1.0.0",
                GROUP,
                PER_ENTRY,
                "Adds entries at the tail of a list, which is created if need be.",
                "key element [element ...]"),
        CommandSpec.of("lpushx", -3, new PushEntries(ListEnd.LEFT, true))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "2.2.0",
                GROUP,
                PER_ENTRY,
                "Adds entries at the head of a list if it exists.",
                "key element [element ...]"),
        CommandSpec.of("rpushx", -3, new PushEntries(ListEnd.RIGHT, true))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "2.2.0",
                GROUP,
                PER_ENTRY,
                "Adds entries at the tail of a list if it exists.",
                "key element [element ...]"),
        CommandSpec.of("lpop", -2, new PopEntries(ListEnd.LEFT))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of elements returned",
                "Removes the first entries of a list and returns them.",
                "key [count]"),
        CommandSpec.of("rpop", -2, new PopEntries(ListEnd.RIGHT))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of elements returned",
                "Removes the last entries of a list and returns them.",
                "key [count]"),
        CommandSpec.of("lmpop", -4, new PopEntriesOfFirst(false))
            .flags(WRITE)
            .keys(KeySpec.counted(KeySpec.DELETE, 1))
            .docs(
                "7.0.0",
                GROUP,
                KEYS_AND_ENTRIES,
                "Removes entries from an end of the first list that exists and returns them.",
                "numkeys key [key ...] <LEFT | RIGHT> [COUNT count]"),
        CommandSpec.of("lmove", 5, new MoveEntry(EntryMove::parse))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(KeySpec.INSERT, 2))
            .docs(
                "6.2.0",
                GROUP,
                "O(1)",
                "Moves an entry from an end of a list to an end of another and returns it.",
                "source destination <LEFT | RIGHT> <LEFT | RIGHT>"),
        CommandSpec.of("rpoplpush", 3, new MoveEntry(args -> EntryMove.TAIL_TO_HEAD))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(KeySpec.INSERT, 2))
            .docs(
                "1.2.0",
                GROUP,
                "O(1)",
                "Moves the last entry of a list to the head of another and returns it.",
                "source destination"));
  }
}
