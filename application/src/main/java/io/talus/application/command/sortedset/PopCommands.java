package io.talus.application.command.sortedset;

import static io.talus.application.command.CommandFlag.BLOCKING;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** What takes members off the ends of sorted sets, at once or when there are some. */
final class PopCommands {
  private static final String GROUP = "sorted-set";
  private static final String LOG = "O(log(N)) where N is the number of members";
  private static final String POPPED = "O(log(N)*M) where M is the number of members popped";
  private static final String KEYS_AND_POPPED =
      "O(K) + O(M*log(N)) where K is the number of keys, M that of members popped";

  private PopCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("zpopmin", -2, new PopScores(ScoreEnd.MIN))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "5.0.0",
                GROUP,
                POPPED,
                "Removes the members of a sorted set with the lowest scores and returns them.",
                "key [count]"),
        CommandSpec.of("zpopmax", -2, new PopScores(ScoreEnd.MAX))
            .flags(WRITE, FAST)
            .keys(KeySpec.at(KeySpec.DELETE, 1))
            .docs(
                "5.0.0",
                GROUP,
                POPPED,
                "Removes the members of a sorted set with the highest scores and returns them.",
                "key [count]"),
        CommandSpec.of("zmpop", -4, new PopScoresOfFirst(false))
            .flags(WRITE)
            .keys(KeySpec.counted(KeySpec.DELETE, 1))
            .docs(
                "7.0.0",
                GROUP,
                KEYS_AND_POPPED,
                "Removes members from an end of the first sorted set that exists and returns them.",
                "numkeys key [key ...] <MIN | MAX> [COUNT count]"),
        CommandSpec.of("bzpopmin", -3, new BlockingPopScore(ScoreEnd.MIN))
            .flags(WRITE, FAST, BLOCKING)
            .keys(KeySpec.range(KeySpec.DELETE, 1, -2, 1))
            .docs(
                "5.0.0",
                GROUP,
                LOG,
                "Removes the lowest member of the first sorted set that exists; waits for one if there is none.",
                "key [key ...] timeout"),
        CommandSpec.of("bzpopmax", -3, new BlockingPopScore(ScoreEnd.MAX))
            .flags(WRITE, FAST, BLOCKING)
            .keys(KeySpec.range(KeySpec.DELETE, 1, -2, 1))
            .docs(
                "5.0.0",
                GROUP,
                LOG,
                "Removes the highest member of the first sorted set that exists; waits for one if there is none.",
                "key [key ...] timeout"),
        CommandSpec.of("bzmpop", -5, new PopScoresOfFirst(true))
            .flags(WRITE, BLOCKING)
            .keys(KeySpec.counted(KeySpec.DELETE, 2))
            .docs(
                "7.0.0",
                GROUP,
                KEYS_AND_POPPED,
                "Removes members from an end of the first sorted set that exists; waits for one if there is none.",
                "timeout numkeys key [key ...] <MIN | MAX> [COUNT count]"));
  }
}
