package io.talus.application.command.hash;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.domain.value.HashField;
import java.util.List;

/** The commands on fields and their values. */
final class HashFieldCommands {
  private static final String GROUP = "hash";
  private static final String PER_SIZE = "O(N) where N is the size of the hash";

  private HashFieldCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("hset", -4, new SetFields("hset", true))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(N) where N is the number of fields set",
                "Sets fields of a hash, which is created if need be.",
                "key field value [field value ...]"),
        CommandSpec.of("hmset", -4, new SetFields("hmset", false))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(N) where N is the number of fields set",
                "Sets fields of a hash; HSET does the same and says how many are new.",
                "key field value [field value ...]"),
        CommandSpec.of("hsetnx", 4, new SetFieldIfAbsent())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(1)",
                "Sets a field of a hash if it does not exist.",
                "key field value"),
        CommandSpec.of("hget", 3, new FieldValue())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs("2.0.0", GROUP, "O(1)", "Returns the value of a field.", "key field"),
        CommandSpec.of("hmget", -3, new FieldValues())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(N) where N is the number of fields asked for",
                "Returns the values of several fields.",
                "key field [field ...]"),
        CommandSpec.of("hgetall", 2, new AllFields())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.0.0", GROUP, PER_SIZE, "Returns all fields of a hash with their values.", "key"),
        CommandSpec.of("hkeys", 2, new FieldColumn(HashField::name))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs("2.0.0", GROUP, PER_SIZE, "Returns the names of all fields of a hash.", "key"),
        CommandSpec.of("hvals", 2, new FieldColumn(HashField::value))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs("2.0.0", GROUP, PER_SIZE, "Returns the values of all fields of a hash.", "key"),
        CommandSpec.of("hlen", 2, new HashLength())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ_METADATA, 1))
            .docs("2.0.0", GROUP, "O(1)", "Returns how many fields a hash has.", "key"),
        CommandSpec.of("hstrlen", 3, new FieldLength())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ_METADATA, 1))
            .docs(
                "3.2.0", GROUP, "O(1)", "Returns the length of the value of a field.", "key field"),
        CommandSpec.of("hexists", 3, new FieldExists())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ_METADATA, 1))
            .docs("2.0.0", GROUP, "O(1)", "Returns whether a hash has a field.", "key field"),
        CommandSpec.of("hdel", -3, new RemoveFields())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE_UNREAD, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(N) where N is the number of fields named",
                "Removes fields; the hash goes with the last of them.",
                "key field [field ...]"),
        CommandSpec.of("hincrby", 4, new IncrementField())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.READ_UPDATE, 1))
            .docs(
                "2.0.0",
                GROUP,
                "O(1)",
                "Adds an integer to a field, 0 if it does not exist.",
                "key field increment"),
        CommandSpec.of("hincrbyfloat", 4, new IncrementFieldByFloat())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.READ_UPDATE, 1))
            .docs(
                "2.6.0",
                GROUP,
                "O(1)",
                "Adds a floating-point number to a field, 0 if it does not exist.",
                "key field increment"),
        CommandSpec.of("hrandfield", -2, new RandomFields())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                "O(N) where N is the number of fields returned",
                "Returns fields drawn at random.",
                "key [count [WITHVALUES]]"),
        CommandSpec.of("hscan", -3, new ScanFields())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.0",
                GROUP,
                "O(1) for every call, O(N) for a whole iteration, where N is the size of the hash",
                "Goes through the fields of a hash step by step.",
                "key cursor [MATCH pattern] [COUNT count] [NOVALUES]"));
  }
}
