package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashValue;
import org.jspecify.annotations.Nullable;

/** What HSETEX is given: a condition and an expiry in any order, then {@code FIELDS}. */
final class SetFieldsOptions {
  private static final String NUMBER_INVALID = "ERR invalid number of fields";
  private static final String TIME_MISSING = "ERR missing expire time";
  private static final String SEVERAL_CONDITIONS =
      "ERR Only one of FXX or FNX arguments can be specified";
  private static final String SEVERAL_EXPIRIES =
      "ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified";

  /** Which fields have to exist. */
  private enum Condition {
    NONE,
    FNX,
    FXX
  }

  private final Arguments args;
  private final int firstField;
  private Condition condition = Condition.NONE;
  private boolean hasExpiry;
  private boolean keepsExpiry;
  private long expireAt = Expiry.NEVER;

  SetFieldsOptions(Arguments args, long nowMillis) {
    this.args = args;
    int index = 2;
    // The arity leaves no room for all options without FIELDS behind them.
    while (!args.is(index, "FIELDS")) {
      index = readOption(index, nowMillis);
    }
    this.firstField = readFields(index);
  }

  private int readOption(int index, long nowMillis) {
    FieldExpiryUnit unit = FieldExpiryUnit.ofOption(args, index);
    if (unit != null) {
      require(!hasExpiry, SEVERAL_EXPIRIES);
      require(args.hasNext(index), TIME_MISSING);
      hasExpiry = true;
      expireAt = unit.expireAt(args, index + 1, nowMillis);
      return index + 2;
    }
    if (args.is(index, "KEEPTTL")) {
      require(!hasExpiry, SEVERAL_EXPIRIES);
      hasExpiry = true;
      keepsExpiry = true;
      return index + 1;
    }
    if (args.is(index, "FNX") || args.is(index, "FXX")) {
      require(condition == Condition.NONE, SEVERAL_CONDITIONS);
      condition = args.is(index, "FNX") ? Condition.FNX : Condition.FXX;
      return index + 1;
    }
    throw new CommandError("ERR unknown argument: " + args.text(index));
  }

  private static void require(boolean holds, String error) {
    if (!holds) {
      throw new CommandError(error);
    }
  }

  private int readFields(int keywordAt) {
    int first = keywordAt + 2;
    int items = args.count() - first;
    if (items < 2) {
      throw Errors.wrongArity("hsetex");
    }
    long number = args.integer(keywordAt + 1, 1, Integer.MAX_VALUE, NUMBER_INVALID);
    if (items % 2 != 0 || number != items / 2) {
      throw Errors.wrongArity("hsetex");
    }
    return first;
  }

  /** Where the first field stands, its value and the others behind it. */
  int firstField() {
    return firstField;
  }

  /** Whether fields keep the expiry they have. */
  boolean keepsExpiry() {
    return keepsExpiry;
  }

  /** What the fields get otherwise, in milliseconds since 1970. */
  long expireAt() {
    return expireAt;
  }

  boolean allows(@Nullable HashValue hash) {
    if (condition == Condition.NONE) {
      return true;
    }
    boolean mustExist = condition == Condition.FXX;
    for (int i = firstField; i < args.count(); i += 2) {
      boolean exists = hash != null && hash.contains(args.get(i));
      if (exists != mustExist) {
        return false;
      }
    }
    return true;
  }
}
