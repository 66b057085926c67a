package io.talus.application.command.bitmap;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The bitmap commands. */
public final class BitmapCommands {
  private static final String GROUP = "bitmap";
  private static final String READ_AND_UPDATE = "RW ACCESS UPDATE";

  private BitmapCommands() {}

  public static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("setbit", 4, new SetBit())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "2.2.0",
                GROUP,
                "O(1)",
                "Sets or clears the bit at offset of the string value. Creates the key "
                    + "if it doesn't exist.",
                "key offset value"),
        CommandSpec.of("getbit", 3, new GetBit())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs("2.2.0", GROUP, "O(1)", "Returns a bit value by offset.", "key offset"),
        CommandSpec.of("bitcount", -2, new CountBits())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(N)",
                "Counts the number of set bits (population counting) in a string.",
                "key [start end [BYTE | BIT]]"),
        CommandSpec.of("bitpos", -3, new FindBit())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.7",
                GROUP,
                "O(N)",
                "Finds the first set (1) or clear (0) bit in a string.",
                "key bit [start [end [BYTE | BIT]]]"),
        CommandSpec.of("bitop", -4, new CombineBits())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 2), KeySpec.range(KeySpec.READ, 3, -1, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(N)",
                "Performs bitwise operations on multiple strings, and stores the result.",
                "<AND | OR | XOR | NOT> destkey key [key ...]"),
        CommandSpec.of("bitfield", -2, new BitFields(false))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at("RW UPDATE ACCESS VARIABLE_FLAGS", 1))
            .docs(
                "3.2.0",
                GROUP,
                "O(1) for each subcommand specified",
                "Performs arbitrary bitfield integer operations on strings.",
                "key [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET "
                    + "encoding offset value | INCRBY encoding offset increment>> [<GET "
                    + "encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset "
                    + "value | INCRBY encoding offset increment>> ...]]"),
        CommandSpec.of("bitfield_ro", -2, new BitFields(true))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "6.0.0",
                GROUP,
                "O(1) for each subcommand specified",
                "Performs arbitrary read-only bitfield integer operations on strings.",
                "key [GET encoding offset [GET encoding offset ...]]"));
  }
}
