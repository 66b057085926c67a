package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandTrait.ALWAYS_TOUCHES;
import static io.talus.application.command.CommandTrait.GATHERED;
import static io.talus.application.command.CommandTrait.SPLITS_OVER_SLOTS;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Merging;
import java.util.List;

/** The commands that ask which keys there are, and what they hold. */
final class KeyReads {
  private static final String GROUP = "generic";

  private KeyReads() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("exists", -2, new CountKeys(false))
            .traits(SPLITS_OVER_SLOTS)
            .merges(Merging.SUM)
            .flags(READONLY, FAST)
            .keys(KeySpec.range("RO", 1, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of keys to check.",
                "Determines whether one or more keys exist.",
                "key [key ...]"),
        CommandSpec.of("touch", -2, new CountKeys(true))
            .traits(SPLITS_OVER_SLOTS, ALWAYS_TOUCHES)
            .merges(Merging.SUM)
            .flags(READONLY, FAST)
            .keys(KeySpec.range("RO", 1, -1, 1))
            .docs(
                "3.2.1",
                GROUP,
                "O(N) where N is the number of keys that will be touched.",
                "Returns the number of existing keys out of those specified after "
                    + "updating the time they were last accessed.",
                "key [key ...]"),
        CommandSpec.of("type", 2, new TypeOfKey())
            .flags(READONLY, FAST)
            .keys(KeySpec.at("RO", 1))
            .docs("1.0.0", GROUP, "O(1)", "Determines the type of value stored at a key.", "key"),
        CommandSpec.of("keys", 2, new ListKeys())
            .traits(GATHERED)
            .merges(Merging.CONCATENATED)
            .flags(READONLY)
            .docs(
                "1.0.0",
                GROUP,
                "O(N) with N being the number of keys in the database, under the "
                    + "assumption that the key names in the database and the given pattern "
                    + "have limited length.",
                "Returns all key names that match a pattern.",
                "pattern"),
        CommandSpec.of("scan", -2, new ScanKeys())
            .traits(GATHERED)
            .merges(Merging.CURSOR)
            .flags(READONLY)
            .docs(
                "2.8.0",
                GROUP,
                "O(1) for every call. O(N) for a complete iteration, including enough "
                    + "command calls for the cursor to return back to 0. N is the number of "
                    + "elements inside the collection.",
                "Iterates over the key names in the database.",
                "cursor [MATCH pattern] [COUNT count] [TYPE type]"),
        CommandSpec.of("randomkey", 1, new RandomKey())
            .traits(GATHERED)
            .merges(Merging.ANY)
            .flags(READONLY)
            .docs("1.0.0", GROUP, "O(1)", "Returns a random key name from the database.", ""));
  }
}
