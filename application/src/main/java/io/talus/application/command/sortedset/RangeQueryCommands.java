package io.talus.application.command.sortedset;

import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.READONLY;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What reads ranges of sorted sets. */
final class RangeQueryCommands {
  private static final String GROUP = "sorted-set";
  private static final String LOG = "O(log(N)) where N is the number of members";
  private static final String LOG_AND_RETURNED =
      "O(log(N)+M) where M is the number of members returned";

  private RangeQueryCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("zrange", -4, new SelectRange(RangeForm.ZRANGE))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.2.0",
                GROUP,
                LOG_AND_RETURNED,
                "Returns a range of the members of a sorted set.",
                "key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]"),
        CommandSpec.of("zrevrange", -4, new SelectRange(RangeForm.fixed(RangeOrder.RANK, true)))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.2.0",
                GROUP,
                LOG_AND_RETURNED,
                "Returns a range of the members of a sorted set, the highest first.",
                "key start stop [WITHSCORES]"),
        CommandSpec.of(
                "zrangebyscore", -4, new SelectRange(RangeForm.fixed(RangeOrder.SCORE, false)))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "1.0.5",
                GROUP,
                LOG_AND_RETURNED,
                "Returns the members of a sorted set with scores in a range.",
                "key min max [WITHSCORES] [LIMIT offset count]"),
        CommandSpec.of(
                "zrevrangebyscore", -4, new SelectRange(RangeForm.fixed(RangeOrder.SCORE, true)))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.2.0",
                GROUP,
                LOG_AND_RETURNED,
                "Returns the members of a sorted set with scores in a range, the highest first.",
                "key max min [WITHSCORES] [LIMIT offset count]"),
        CommandSpec.of(
                "zrangebylex", -4, new SelectRange(RangeForm.fixed(RangeOrder.MEMBER, false)))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.9",
                GROUP,
                LOG_AND_RETURNED,
                "Returns the members of a sorted set between two others.",
                "key min max [LIMIT offset count]"),
        CommandSpec.of(
                "zrevrangebylex", -4, new SelectRange(RangeForm.fixed(RangeOrder.MEMBER, true)))
            .flags(READONLY)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.9",
                GROUP,
                LOG_AND_RETURNED,
                "Returns the members of a sorted set between two others, the highest first.",
                "key max min [LIMIT offset count]"),
        CommandSpec.of("zcount", 4, new CountRange(RangeOrder.SCORE))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.0.0",
                GROUP,
                LOG,
                "Counts the members of a sorted set with scores in a range.",
                "key min max"),
        CommandSpec.of("zlexcount", 4, new CountRange(RangeOrder.MEMBER))
            .flags(READONLY, FAST)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "2.8.9",
                GROUP,
                LOG,
                "Counts the members of a sorted set between two others.",
                "key min max"));
  }
}
