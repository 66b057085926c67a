package io.talus.application.command.string;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands that change a part of a string, or count with it. */
final class StringChanges {
  private static final String GROUP = "string";
  private static final String READ_AND_UPDATE = "RW ACCESS UPDATE";

  private StringChanges() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("append", 3, new AppendString())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(1). The amortized time complexity is O(1) assuming the appended "
                    + "value is small and the already present value is of any size, since the "
                    + "dynamic string library used by Redis will double the free space "
                    + "available on every reallocation.",
                "Appends a string to the value of a key. Creates the key if it doesn't exist.",
                "key value"),
        CommandSpec.of("setrange", 4, new SetRange())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "2.2.0",
                GROUP,
                "O(1), not counting the time taken to copy the new string in place. "
                    + "Usually, this string is very small so the amortized complexity is "
                    + "O(1). Otherwise, complexity is O(M) with M being the length of the "
                    + "value argument.",
                "Overwrites a part of a string value with another by an offset. Creates "
                    + "the key if it doesn't exist.",
                "key offset value"),
        CommandSpec.of("incr", 2, new Increment(false))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Increments the integer value of a key by one. Uses 0 as initial value "
                    + "if the key doesn't exist.",
                "key"),
        CommandSpec.of("decr", 2, new Increment(true))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Decrements the integer value of a key by one. Uses 0 as initial value "
                    + "if the key doesn't exist.",
                "key"),
        CommandSpec.of("incrby", 3, new Increment(false))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Increments the integer value of a key by a number. Uses 0 as initial "
                    + "value if the key doesn't exist.",
                "key increment"),
        CommandSpec.of("decrby", 3, new Increment(true))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Decrements a number from the integer value of a key. Uses 0 as initial "
                    + "value if the key doesn't exist.",
                "key decrement"),
        CommandSpec.of("incrbyfloat", 3, new IncrementByFloat())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(1)",
                "Increment the floating point value of a key by a number. Uses 0 as "
                    + "initial value if the key doesn't exist.",
                "key increment"));
  }
}
