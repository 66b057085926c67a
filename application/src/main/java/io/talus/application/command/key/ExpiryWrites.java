package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands that say when keys end. */
final class ExpiryWrites {
  private static final String GROUP = "generic";
  private static final long SECOND = 1000;

  private ExpiryWrites() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("expire", -3, new ExpireKey(SECOND, true))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Sets the expiration time of a key in seconds.",
                "key seconds [NX | XX | GT | LT]"),
        CommandSpec.of("pexpire", -3, new ExpireKey(1, true))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(1)",
                "Sets the expiration time of a key in milliseconds.",
                "key milliseconds [NX | XX | GT | LT]"),
        CommandSpec.of("expireat", -3, new ExpireKey(SECOND, false))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "1.2.0",
                GROUP,
                "O(1)",
                "Sets the expiration time of a key to a Unix timestamp.",
                "key unix-time-seconds [NX | XX | GT | LT]"),
        CommandSpec.of("pexpireat", -3, new ExpireKey(1, false))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(1)",
                "Sets the expiration time of a key to a Unix milliseconds timestamp.",
                "key unix-time-milliseconds [NX | XX | GT | LT]"),
        CommandSpec.of("persist", 2, new PersistKey())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs("2.2.0", GROUP, "O(1)", "Removes the expiration time of a key.", "key"));
  }
}
