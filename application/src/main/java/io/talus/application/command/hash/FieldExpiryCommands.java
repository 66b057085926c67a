package io.talus.application.command.hash;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands on the expiry of fields. */
final class FieldExpiryCommands {
  private static final String GROUP = "hash";
  private static final String PER_FIELD = "O(N) where N is the number of fields named";

  private FieldExpiryCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("hexpire", -6, new ExpireFields(FieldExpiryUnit.SECONDS))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Lets fields of a hash expire in a number of seconds.",
                "key seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]"),
        CommandSpec.of("hpexpire", -6, new ExpireFields(FieldExpiryUnit.MILLISECONDS))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Lets fields of a hash expire in a number of milliseconds.",
                "key milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]"),
        CommandSpec.of("hexpireat", -6, new ExpireFields(FieldExpiryUnit.UNIX_SECONDS))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Lets fields of a hash expire at a Unix time in seconds.",
                "key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]"),
        CommandSpec.of("hpexpireat", -6, new ExpireFields(FieldExpiryUnit.UNIX_MILLISECONDS))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Lets fields of a hash expire at a Unix time in milliseconds.",
                "key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]"),
        CommandSpec.of("httl", -5, new FieldsTimeToLive(FieldExpiryUnit.SECONDS))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Returns how long fields of a hash have to live, in seconds.",
                "key FIELDS numfields field [field ...]"),
        CommandSpec.of("hpttl", -5, new FieldsTimeToLive(FieldExpiryUnit.MILLISECONDS))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Returns how long fields of a hash have to live, in milliseconds.",
                "key FIELDS numfields field [field ...]"),
        CommandSpec.of("hexpiretime", -5, new FieldsTimeToLive(FieldExpiryUnit.UNIX_SECONDS))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Returns when fields of a hash expire, as a Unix time in seconds.",
                "key FIELDS numfields field [field ...]"),
        CommandSpec.of("hpexpiretime", -5, new FieldsTimeToLive(FieldExpiryUnit.UNIX_MILLISECONDS))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Returns when fields of a hash expire, as a Unix time in milliseconds.",
                "key FIELDS numfields field [field ...]"),
        CommandSpec.of("hpersist", -5, new PersistFields())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "7.4.0",
                GROUP,
                PER_FIELD,
                "Takes the expiry off fields of a hash.",
                "key FIELDS numfields field [field ...]"),
        CommandSpec.of("hgetex", -5, new GetAndExpireFields())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.READ_UPDATE, 1))
            .docs(
                "8.0.0",
                GROUP,
                PER_FIELD,
                "Returns the values of fields and may change their expiry.",
                "key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field [field ...]"),
        CommandSpec.of("hsetex", -6, new SetAndExpireFields())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "8.0.0",
                GROUP,
                PER_FIELD,
                "Sets fields together with their expiry.",
                "key [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields field value [field value ...]"),
        CommandSpec.of("hgetdel", -5, new GetAndRemoveFields())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "8.0.0",
                GROUP,
                PER_FIELD,
                "Returns the values of fields and removes them.",
                "key FIELDS numfields field [field ...]"));
  }
}
