package io.talus.application.command.sortedset;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What unites, intersects and subtracts sorted sets. */
final class CombinationCommands {
  private static final String GROUP = "sorted-set";
  private static final String UNITED =
      "O(N)+O(M*log(M)) where N is the size of all inputs, M that of the result";
  private static final String INTERSECTED =
      "O(N*K)+O(M*log(M)) where N is the size of the smallest of K inputs, M that of the result";
  private static final String SUBTRACTED =
      "O(N*K)+O(M*log(M)) where N is the size of the first of K inputs, M that of the result";

  private CombinationCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("zunion", -3, new Combine(SortedSetOperation.UNION))
            .flags(READONLY)
            .keys(KeySpec.counted(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                UNITED,
                "Returns the union of sorted sets.",
                "numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]"),
        CommandSpec.of("zinter", -3, new Combine(SortedSetOperation.INTERSECTION))
            .flags(READONLY)
            .keys(KeySpec.counted(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                INTERSECTED,
                "Returns the intersection of sorted sets.",
                "numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]"),
        CommandSpec.of("zdiff", -3, new Combine(SortedSetOperation.DIFFERENCE))
            .flags(READONLY)
            .keys(KeySpec.counted(KeySpec.READ, 1))
            .docs(
                "6.2.0",
                GROUP,
                SUBTRACTED,
                "Returns the difference of sorted sets.",
                "numkeys key [key ...] [WITHSCORES]"),
        CommandSpec.of("zintercard", -3, new CountIntersection())
            .flags(READONLY)
            .keys(KeySpec.counted(KeySpec.READ, 1))
            .docs(
                "7.0.0",
                GROUP,
                "O(N*K) where N is the size of the smallest of K inputs",
                "Counts the members of the intersection of sorted sets.",
                "numkeys key [key ...] [LIMIT limit]"),
        CommandSpec.of("zunionstore", -4, new StoreSortedSetOperation(SortedSetOperation.UNION))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1), KeySpec.counted(KeySpec.READ, 2))
            .docs(
                "2.0.0",
                GROUP,
                UNITED,
                "Stores the union of sorted sets in a key.",
                "destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]"),
        CommandSpec.of(
                "zinterstore", -4, new StoreSortedSetOperation(SortedSetOperation.INTERSECTION))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1), KeySpec.counted(KeySpec.READ, 2))
            .docs(
                "2.0.0",
                GROUP,
                INTERSECTED,
                "Stores the intersection of sorted sets in a key.",
                "destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX>]"),
        CommandSpec.of("zdiffstore", -4, new StoreSortedSetOperation(SortedSetOperation.DIFFERENCE))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1), KeySpec.counted(KeySpec.READ, 2))
            .docs(
                "6.2.0",
                GROUP,
                SUBTRACTED,
                "Stores the difference of sorted sets in a key.",
                "destination numkeys key [key ...]"));
  }
}
