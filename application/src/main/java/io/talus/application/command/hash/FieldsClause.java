package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;

/** {@code FIELDS numfields field [field ...]}, with which the commands on expiry end. */
final class FieldsClause {
  static final String NUMBER_NOT_POSITIVE = "ERR Number of fields must be a positive integer";
  private static final String MISSING =
      "ERR Mandatory argument FIELDS is missing or not at the right position";
  private static final String MISMATCH =
      "ERR The `numfields` parameter must match the number of arguments";

  private FieldsClause() {}

  /**
   * Where the first field stands; the others are all the arguments behind it.
   *
   * @param keywordAt where FIELDS has to stand
   * @param numberError what to answer if numfields is no positive number
   */
  static int firstField(Arguments args, int keywordAt, String numberError) {
    if (!args.is(keywordAt, "FIELDS")) {
      throw new CommandError(MISSING);
    }
    if (!args.hasNext(keywordAt)) {
      throw new CommandError(numberError);
    }
    long number = args.integer(keywordAt + 1, 1, Long.MAX_VALUE, numberError);
    int first = keywordAt + 2;
    if (number != args.count() - first) {
      throw new CommandError(MISMATCH);
    }
    return first;
  }
}
