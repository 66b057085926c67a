package io.talus.application.command.list;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What reads lists and changes them anywhere. */
final class ListEntryCommands {
  private static final String GROUP = "list";
  private static final String REMOVE = "RW DELETE";

  private ListEntryCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("llen", 2, new ListLength())
            .flags(READONLY, FAST)
            .keys(KeySpec.at("RO", 1))
            .docs("1.0.0", GROUP, "O(1)", "Returns the length of a list.", "key"),
        CommandSpec.of("lindex", 3, new EntryAt())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(log(N)) where N is the length of the list",
                "Returns the entry at an index of a list.",
                "key index"),
        CommandSpec.of("lrange", 4, new EntryRange())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(log(N)+M) where N is the length of the list and M the number of elements returned",
                "Returns a range of the entries of a list.",
                "key start stop"),
        CommandSpec.of("lpos", -3, new FindEntry())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "6.0.6",
                GROUP,
                "O(N) where N is the number of elements compared",
                "Returns the indexes of the entries of a list that equal an element.",
                "key element [RANK rank] [COUNT num-matches] [MAXLEN len]"),
        CommandSpec.of("lset", 4, new ReplaceEntry())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(log(N)) where N is the length of the list",
                "Replaces the entry at an index of a list.",
                "key index element"),
        CommandSpec.of("linsert", 5, new InsertEntry())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "2.2.0",
                GROUP,
                "O(N) where N is the number of elements before the pivot plus those on the shorter side of it",
                "Inserts an entry before or after another one of a list.",
                "key <BEFORE | AFTER> pivot element"),
        CommandSpec.of("lrem", 4, new RemoveEntries())
            .flags(WRITE)
            .keys(KeySpec.at(REMOVE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the length of the list",
                "Removes entries that equal an element from a list.",
                "key count element"),
        CommandSpec.of("ltrim", 4, new TrimList())
            .flags(WRITE)
            .keys(KeySpec.at(REMOVE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of elements removed",
                "Removes what is outside of a range from a list.",
                "key start stop"));
  }
}
