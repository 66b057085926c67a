package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.KeyspaceView;

/** Reads the number or the name of a table. */
final class TableArgument {
  static final String SAME_OBJECT = "ERR source and destination objects are the same";

  private TableArgument() {}

  static int parse(Arguments args, int index, KeyspaceView view) {
    int number = view.tableNumber(args.get(index));
    if (number >= 0) {
      return number;
    }
    long asked = args.integer(index);
    if (asked != (int) asked) {
      throw new CommandError(
          "ERR value is out of range, value must between "
              + Integer.MIN_VALUE
              + " and "
              + Integer.MAX_VALUE);
    }
    throw new CommandError("ERR DB index is out of range");
  }
}
