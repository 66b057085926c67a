package io.talus.application.command.set;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.MOVABLEKEYS;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** The commands on several sets. */
final class SetAlgebraCommands {
  private static final String GROUP = "set";
  private static final String INTERSECTION =
      "O(N*M) where N is the size of the smallest set and M the number of sets";
  private static final String UNION = "O(N) where N is the size of all sets together";
  private static final String DIFFERENCE =
      "O(N*M) where N is the size of the first set and M the number of sets";

  private SetAlgebraCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("sinter", -2, new CombineSets(SetOperation.INTERSECTION))
            .flags(READONLY)
            .keys(KeySpec.range(KeySpec.READ, 1, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                INTERSECTION,
                "Returns the members that all sets have.",
                "key [key ...]"),
        CommandSpec.of("sinterstore", -3, new StoreSetOperation(SetOperation.INTERSECTION))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.UPDATE, 1), KeySpec.range(KeySpec.READ, 2, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                INTERSECTION,
                "Stores the members that all sets have.",
                "destination key [key ...]"),
        CommandSpec.of("sintercard", -3, new IntersectionSize())
            .flags(READONLY, MOVABLEKEYS)
            .keys(KeySpec.counted(KeySpec.READ, 1))
            .docs(
                "7.0.0",
                GROUP,
                INTERSECTION,
                "Returns how many members all sets have, up to a limit.",
                "numkeys key [key ...] [LIMIT limit]"),
        CommandSpec.of("sunion", -2, new CombineSets(SetOperation.UNION))
            .flags(READONLY)
            .keys(KeySpec.range(KeySpec.READ, 1, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                UNION,
                "Returns the members that any of the sets has.",
                "key [key ...]"),
        CommandSpec.of("sunionstore", -3, new StoreSetOperation(SetOperation.UNION))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1), KeySpec.range(KeySpec.READ, 2, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                UNION,
                "Stores the members that any of the sets has.",
                "destination key [key ...]"),
        CommandSpec.of("sdiff", -2, new CombineSets(SetOperation.DIFFERENCE))
            .flags(READONLY)
            .keys(KeySpec.range(KeySpec.READ, 1, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                DIFFERENCE,
                "Returns the members of the first set that no other has.",
                "key [key ...]"),
        CommandSpec.of("sdiffstore", -3, new StoreSetOperation(SetOperation.DIFFERENCE))
            .flags(WRITE, DENYOOM)
            .keys(KeySpec.at(KeySpec.OVERWRITE, 1), KeySpec.range(KeySpec.READ, 2, -1, 1))
            .docs(
                "1.0.0",
                GROUP,
                DIFFERENCE,
                "Stores the members of the first set that no other has.",
                "destination key [key ...]"));
  }
}
