package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands that ask when keys end. */
final class ExpiryReads {
  private static final String GROUP = "generic";
  private static final long SECOND = 1000;

  private ExpiryReads() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("ttl", 2, new TimeToLive(SECOND, true))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.0.0", GROUP, "O(1)", "Returns the expiration time in seconds of a key.", "key"),
        CommandSpec.of("pttl", 2, new TimeToLive(1, true))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(1)",
                "Returns the expiration time in milliseconds of a key.",
                "key"),
        CommandSpec.of("expiretime", 2, new TimeToLive(SECOND, false))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.0.0",
                GROUP,
                "O(1)",
                "Returns the expiration time of a key as a Unix timestamp.",
                "key"),
        CommandSpec.of("pexpiretime", 2, new TimeToLive(1, false))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.0.0",
                GROUP,
                "O(1)",
                "Returns the expiration time of a key as a Unix milliseconds timestamp.",
                "key"));
  }
}
