package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;

/** What BITFIELD does with a number that does not fit its field. */
enum Overflow {
  WRAP,
  SAT,
  FAIL;

  private static final Overflow[] ALL = values();

  static Overflow parse(Arguments args, int index) {
    for (Overflow overflow : ALL) {
      if (args.is(index, overflow.name())) {
        return overflow;
      }
    }
    throw new CommandError("ERR Invalid OVERFLOW type specified");
  }
}
