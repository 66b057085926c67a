package io.talus.application.command.string;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandTrait.SPLITS_OVER_SLOTS;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Merging;
import java.util.List;

/** The commands that read strings. */
final class StringReads {
  private static final String GROUP = "string";

  private StringReads() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("get", 2, new GetString())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs("1.0.0", GROUP, "O(1)", "Returns the string value of a key.", "key"),
        CommandSpec.of("mget", -2, new GetMany())
            .traits(SPLITS_OVER_SLOTS)
            .merges(Merging.BY_KEY)
            .flags(READONLY, FAST)
            .keys(KeySpec.range(KeySpec.READ, 1, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of keys to retrieve.",
                "Atomically returns the string values of one or more keys.",
                "key [key ...]"),
        CommandSpec.of("strlen", 2, new StringLength())
            .flags(READONLY, FAST)
            .keys(KeySpec.at("RO", 1))
            .docs("2.2.0", GROUP, "O(1)", "Returns the length of a string value.", "key"),
        CommandSpec.of("getrange", 4, new GetRange())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.4.0",
                GROUP,
                "O(N) where N is the length of the returned string. The complexity is "
                    + "ultimately determined by the returned length, but because creating a "
                    + "substring from an existing string is very cheap, it can be considered "
                    + "O(1) for small strings.",
                "Returns a substring of the string stored at a key.",
                "key start end"),
        CommandSpec.of("substr", 4, new GetRange())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the length of the returned string. The complexity is "
                    + "ultimately determined by the returned length, but because creating a "
                    + "substring from an existing string is very cheap, it can be considered "
                    + "O(1) for small strings.",
                "Returns a substring from a string value.",
                "key start end"),
        CommandSpec.of("lcs", -3, new CommonSubsequence())
            .flags(READONLY)
            .keys(KeySpec.range(KeySpec.READ, 1, 1, 1))
            .docs(
                "7.0.0",
                GROUP,
                "O(N*M) where N and M are the lengths of s1 and s2, respectively",
                "Finds the longest common substring.",
                "key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]"));
  }
}
