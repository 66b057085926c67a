package io.talus.application.command.sortedset;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What stores and removes ranges of sorted sets. */
final class RangeChangeCommands {
  private static final String GROUP = "sorted-set";
  private static final String REMOVE = "RW DELETE";
  private static final String LOG_AND_REMOVED =
      "O(log(N)+M) where M is the number of members removed";

  private RangeChangeCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("zrangestore", -5, new StoreRange())
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1), KeySpec.at(KeySpec.READ, 2))
            .docs(
                "6.2.0",
                GROUP,
                "O(log(N)+M) where M is the number of members stored",
                "Stores a range of the members of a sorted set in another key.",
                "dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]"),
        CommandSpec.of("zremrangebyrank", 4, new RemoveRange(RangeOrder.RANK))
            .flags(WRITE)
            .keys(KeySpec.at(REMOVE, 1))
            .docs(
                "2.0.0",
                GROUP,
                LOG_AND_REMOVED,
                "Removes the members of a sorted set with ranks in a range.",
                "key start stop"),
        CommandSpec.of("zremrangebyscore", 4, new RemoveRange(RangeOrder.SCORE))
            .flags(WRITE)
            .keys(KeySpec.at(REMOVE, 1))
            .docs(
                "1.2.0",
                GROUP,
                LOG_AND_REMOVED,
                "Removes the members of a sorted set with scores in a range.",
                "key min max"),
        CommandSpec.of("zremrangebylex", 4, new RemoveRange(RangeOrder.MEMBER))
            .flags(WRITE)
            .keys(KeySpec.at(REMOVE, 1))
            .docs(
                "2.8.9",
                GROUP,
                LOG_AND_REMOVED,
                "Removes the members of a sorted set between two others.",
                "key min max"));
  }
}
