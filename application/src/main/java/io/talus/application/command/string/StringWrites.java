package io.talus.application.command.string;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;
import static io.talus.application.command.CommandTrait.SPLITS_OVER_SLOTS;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands that replace whole strings. */
final class StringWrites {
  private static final String GROUP = "string";
  private static final String INSERT = "OW INSERT";

  private StringWrites() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("set", -3, new SetString())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at("RW ACCESS UPDATE VARIABLE_FLAGS", 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Sets the string value of a key, ignoring its type. The key is created "
                    + "if it doesn't exist.",
                "key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT "
                    + "unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]"),
        CommandSpec.of("setnx", 3, new SetIfAbsent())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(INSERT, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Set the string value of a key only when the key doesn't exist.",
                "key value"),
        CommandSpec.of("setex", 4, new SetWithExpiry(ExpiryOption.EX))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(1)",
                "Sets the string value and expiration time of a key. Creates the key if "
                    + "it doesn't exist.",
                "key seconds value"),
        CommandSpec.of("psetex", 4, new SetWithExpiry(ExpiryOption.PX))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(1)",
                "Sets both string value and expiration time in milliseconds of a key. "
                    + "The key is created if it doesn't exist.",
                "key milliseconds value"),
        CommandSpec.of("mset", -3, new SetMany(false))
            .traits(SPLITS_OVER_SLOTS)
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.range(KeySpec.OVERWRITE, 1, -1, 2))
            .docs(
                "1.0.1",
                GROUP,
                "O(N) where N is the number of keys to set.",
                "Atomically creates or modifies the string values of one or more keys.",
                "key value [key value ...]"),
        CommandSpec.of("msetnx", -3, new SetMany(true))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.range(INSERT, 1, -1, 2))
            .docs(
                "1.0.1",
                GROUP,
                "O(N) where N is the number of keys to set.",
                "Atomically modifies the string values of one or more keys only when "
                    + "all keys don't exist.",
                "key value [key value ...]"));
  }
}
