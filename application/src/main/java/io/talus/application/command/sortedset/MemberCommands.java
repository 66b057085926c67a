package io.talus.application.command.sortedset;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What concerns single members of sorted sets. */
final class MemberCommands {
  private static final String GROUP = "sorted-set";
  private static final String LOG = "O(log(N)) where N is the number of members";

  private MemberCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("zadd", -4, new AddScores(false))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at(KeySpec.UPDATE, 1))
            .docs(
                "1.2.0",
                GROUP,
                "O(log(N)) for each member added",
                "Gives members their scores in a sorted set, which is created if need be.",
                "key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]"),
        CommandSpec.of("zincrby", 4, new AddScores(true))
            .flags(WRITE, DENYOOM, FAST)
            .keys(KeySpec.at("RW ACCESS UPDATE", 1))
            .docs(
                "1.2.0",
                GROUP,
                LOG,
                "Adds to the score of a member of a sorted set.",
                "key increment member"),
        CommandSpec.of("zrem", -3, new RemoveScores())
            .flags(WRITE, FAST)
            .keys(KeySpec.at("RW DELETE", 1))
            .docs(
                "1.2.0",
                GROUP,
                "O(M*log(N)) where M is the number of members removed",
                "Removes members from a sorted set.",
                "key member [member ...]"),
        CommandSpec.of("zcard", 2, new MemberCount())
            .flags(READONLY, FAST)
            .keys(KeySpec.at("RO", 1))
            .docs("1.2.0", GROUP, "O(1)", "Returns the number of members of a sorted set.", "key"),
        CommandSpec.of("zscore", 3, new MemberScore(false))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.2.0",
                GROUP,
                "O(1)",
                "Returns the score of a member of a sorted set.",
                "key member"),
        CommandSpec.of("zmscore", -3, new MemberScore(true))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                "O(N) where N is the number of members asked for",
                "Returns the scores of members of a sorted set.",
                "key member [member ...]"),
        CommandSpec.of("zrank", -3, new MemberRank(false))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.0.0",
                GROUP,
                LOG,
                "Returns the rank of a member of a sorted set, from the lowest score.",
                "key member [WITHSCORE]"),
        CommandSpec.of("zrevrank", -3, new MemberRank(true))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.0.0",
                GROUP,
                LOG,
                "Returns the rank of a member of a sorted set, from the highest score.",
                "key member [WITHSCORE]"),
        CommandSpec.of("zrandmember", -2, new RandomScores())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                "O(N) where N is the number of members returned",
                "Returns members of a sorted set at random.",
                "key [count [WITHSCORES]]"),
        CommandSpec.of("zscan", -3, new ScanScores())
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.0",
                GROUP,
                "O(1) for a call, O(N) for all of them",
                "Goes over the members of a sorted set and their scores.",
                "key cursor [MATCH pattern] [COUNT count]"));
  }
}
