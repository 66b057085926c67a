package io.talus.application.command;

import java.util.function.IntConsumer;

/** Which tables a command reaches beside the selected one, as its arguments say. */
public sealed interface OtherTables {
  /** The command keeps to the selected table. */
  record None() implements OtherTables {}

  /** The argument at this position names one. */
  record At(int position) implements OtherTables {}

  /** The argument behind each such keyword, looked for from {@code startFrom} on, names one. */
  record After(String keyword, int startFrom) implements OtherTables {}

  /** All there are. */
  record All() implements OtherTables {}

  /**
   * Tells what the command reaches.
   *
   * @param named is given the positions of the arguments that name tables
   * @param all is called if it reaches every table
   */
  default void visit(Arguments args, IntConsumer named, Runnable all) {
    switch (this) {
      case None _ -> {
        // Nothing to tell.
      }
      case At at -> named.accept(at.position);
      case After after -> {
        for (int i = after.startFrom; args.hasNext(i); i++) {
          if (args.is(i, after.keyword)) {
            named.accept(i + 1);
          }
        }
      }
      case All _ -> all.run();
    }
  }
}
