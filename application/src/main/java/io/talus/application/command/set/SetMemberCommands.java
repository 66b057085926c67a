package io.talus.application.command.set;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands on one set and its members. */
final class SetMemberCommands {
  private static final String GROUP = "set";
  private static final String PER_MEMBER = "O(N) where N is the number of members named";
  private static final String PER_RETURNED = "O(N) where N is the number of members returned";

  private SetMemberCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("sadd", -3, new AddMembers())
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.INSERT, 1))
            .docs(
                "1.0.0",
                GROUP,
                PER_MEMBER,
                "Adds members to a set, which is created if need be.",
                "key member [member ...]"),
        CommandSpec.of("srem", -3, new RemoveMembers())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE_UNREAD, 1))
            .docs(
                "1.0.0",
                GROUP,
                PER_MEMBER,
                "Removes members; the set goes with the last of them.",
                "key member [member ...]"),
        CommandSpec.of("smove", 4, new MoveMember())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1), KeySpec.at(KeySpec.INSERT, 2))
            .docs(
                "1.0.0",
                GROUP,
                "O(1)",
                "Moves a member from one set to another.",
                "source destination member"),
        CommandSpec.of("scard", 2, new SetSize())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ_METADATA, 1))
            .docs("1.0.0", GROUP, "O(1)", "Returns how many members a set has.", "key"),
        CommandSpec.of("sismember", 3, new IsMember())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ_METADATA, 1))
            .docs("1.0.0", GROUP, "O(1)", "Returns whether a set has a member.", "key member"),
        CommandSpec.of("smismember", -3, new AreMembers())
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                PER_MEMBER,
                "Returns for several members whether a set has them.",
                "key member [member ...]"),
        CommandSpec.of("smembers", 2, new AllMembers())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the size of the set",
                "Returns all members of a set.",
                "key"),
        CommandSpec.of("spop", -2, new PopMembers())
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "1.0.0",
                GROUP,
                PER_RETURNED,
                "Removes members drawn at random and returns them.",
                "key [count]"),
        CommandSpec.of("srandmember", -2, new RandomMembers())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs("1.0.0", GROUP, PER_RETURNED, "Returns members drawn at random.", "key [count]"),
        CommandSpec.of("sscan", -3, new ScanMembers())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.0",
                GROUP,
                "O(1) for every call, O(N) for a whole iteration, where N is the size of the set",
                "Goes through the members of a set step by step.",
                "key cursor [MATCH pattern] [COUNT count]"));
  }
}
