package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.DENYOOM;
import static io.talus.application.command.CommandFlag.MOVABLEKEYS;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import java.util.List;

/** SORT and its twin that only reads. */
final class SortCommands {
  private static final String GROUP = "generic";

  private SortCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        CommandSpec.of("sort", -2, new SortKey(false))
            .flags(WRITE, DENYOOM, MOVABLEKEYS)
            .keys(KeySpec.at(KeySpec.READ, 1), KeySpec.after(KeySpec.OVERWRITE, "STORE", -2))
            .docs(
                "1.0.0",
                GROUP,
                "O(N+M*log(M)) where N is the number of elements in the list or set to "
                    + "sort, and M the number of returned elements. When the elements are not "
                    + "sorted, complexity is O(N).",
                "Sorts the elements in a list, a set, or a sorted set, optionally "
                    + "storing the result.",
                "key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] "
                    + "[ASC | DESC] [ALPHA] [STORE destination]"),
        CommandSpec.of("sort_ro", -2, new SortKey(true))
            .flags(READONLY, MOVABLEKEYS)
            .keys(KeySpec.at(KeySpec.READ, 1))
            .docs(
                "7.0.0",
                GROUP,
                "O(N+M*log(M)) where N is the number of elements in the list or set to "
                    + "sort, and M the number of returned elements. When the elements are not "
                    + "sorted, complexity is O(N).",
                "Returns the sorted elements of a list, a set, or a sorted set.",
                "key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] "
                    + "[ASC | DESC] [ALPHA]"));
  }
}
