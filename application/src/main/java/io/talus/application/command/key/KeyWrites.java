package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;
import static io.talus.application.command.CommandTrait.SPLITS_OVER_SLOTS;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Merging;
import io.talus.application.command.OtherTables;
import java.util.List;

/** The commands that delete, rename and copy keys. */
final class KeyWrites {
  private static final String GROUP = "generic";
  private static final String READ_AND_UPDATE = "RW ACCESS UPDATE";
  private static final String INSERT = "OW INSERT";
  private static final String REMOVE = "RM DELETE";

  private KeyWrites() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("del", -2, new DeleteKeys())
            .traits(SPLITS_OVER_SLOTS)
            .merges(Merging.SUM)
            .flags(WRITE)
            .keys(KeySpec.range(REMOVE, 1, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of keys that will be removed. When a key to "
                    + "remove holds a value other than a string, the individual complexity "
                    + "for this key is O(M) where M is the number of elements in the list, "
                    + "set, sorted set or hash. Removing a single key that holds a string "
                    + "value is O(1).",
                "Deletes one or more keys.",
                "key [key ...]"),
        CommandSpec.of("unlink", -2, new DeleteKeys())
            .traits(SPLITS_OVER_SLOTS)
            .merges(Merging.SUM)
            .flags(WRITE, FAST)
            .keys(KeySpec.range(REMOVE, 1, -1, 1))
            .docs(
                "4.0.0",
                GROUP,
                "O(1) for each key removed regardless of its size. Then the command "
                    + "does O(N) work in a different thread in order to reclaim memory, where "
                    + "N is the number of allocations the deleted objects where composed of.",
                "Asynchronously deletes one or more keys.",
                "key [key ...]"),
        CommandSpec.of("rename", 3, new RenameKey(false))
            .flags(WRITE)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(KeySpec.OVERWRITE, 2))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Renames a key and overwrites the destination.",
                "key newkey"),
        CommandSpec.of("renamenx", 3, new RenameKey(true))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(INSERT, 2))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Renames a key only when the target key name doesn't exist.",
                "key newkey"),
        CommandSpec.of("copy", -3, new CopyKey())
            .reaches(new OtherTables.After("DB", 3))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.READ, 1), KeySpec.at(KeySpec.OVERWRITE, 2))
            .docs(
                "6.2.0",
                GROUP,
                "O(N) worst case for collections, where N is the number of nested "
                    + "items. O(1) for string values.",
                "Copies the value of a key to a new key.",
                "source destination [DB destination-db] [REPLACE]"),
        CommandSpec.of("move", 3, new MoveToTable())
            .reaches(new OtherTables.At(2))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs("1.0.0", GROUP, "O(1)", "Moves a key to another database.", "key db"));
  }
}
