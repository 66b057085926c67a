package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;

/** The two ends of a list: its head is on the left, its tail on the right. */
enum ListEnd {
  LEFT,
  RIGHT;

  static ListEnd parse(Arguments args, int index) {
    if (args.is(index, "RIGHT")) {
      return RIGHT;
    }
    if (args.is(index, "LEFT")) {
      return LEFT;
    }
    throw Errors.syntax();
  }
}
