package io.talus.application.command.string;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands that answer with a string and then replace or end it. */
final class StringExchanges {
  private static final String GROUP = "string";
  private static final String READ_AND_UPDATE = "RW ACCESS UPDATE";

  private StringExchanges() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("getset", 3, new GetAndSet())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Returns the previous string value of a key after setting it to a new value.",
                "key value"),
        CommandSpec.of("getdel", 2, new GetAndDelete())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "6.2.0",
                GROUP,
                "O(1)",
                "Returns the string value of a key after deleting the key.",
                "key"),
        CommandSpec.of("getex", -2, new GetAndExpire())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(READ_AND_UPDATE, 1))
            .docs(
                "6.2.0",
                GROUP,
                "O(1)",
                "Returns the string value of a key after setting its expiration time.",
                "key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT "
                    + "unix-time-milliseconds | PERSIST]"));
  }
}
