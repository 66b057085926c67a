package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which the commands on fields take and answer a time. */
enum FieldExpiryUnit {
  SECONDS("EX", 1000, true),
  MILLISECONDS("PX", 1, true),
  UNIX_SECONDS("EXAT", 1000, false),
  UNIX_MILLISECONDS("PXAT", 1, false);

  /** The last time Redis accepts for a field, in milliseconds since 1970: 46 bits. */
  private static final long EXPIRE_AT_MAX = 0x0000_FFFF_FFFF_FFFFL >> 2;

  private static final String NEGATIVE = "ERR invalid expire time, must be >= 0";
  private static final FieldExpiryUnit[] ALL = values();

  private final String option;
  private final int millis;
  private final boolean fromNow;

  FieldExpiryUnit(String option, int millis, boolean fromNow) {
    this.option = option;
    this.millis = millis;
    this.fromNow = fromNow;
  }

  /** The unit whose option (EX, PX, EXAT or PXAT) the argument is, or null. */
  static @Nullable FieldExpiryUnit ofOption(Arguments args, int index) {
    for (FieldExpiryUnit unit : ALL) {
      if (args.is(index, unit.option)) {
        return unit;
      }
    }
    return null;
  }

  /** The time that the argument means, in milliseconds since 1970. */
  long expireAt(Arguments args, int index, long nowMillis) {
    long time = args.integer(index);
    if (time < 0) {
      throw new CommandError(NEGATIVE);
    }
    long base = fromNow ? nowMillis : 0;
    if (time > EXPIRE_AT_MAX / millis || time * millis > EXPIRE_AT_MAX - base) {
      throw Errors.invalidExpireTime(args.text(0).toLowerCase(Locale.ROOT));
    }
    return base + time * millis;
  }

  /** A time in milliseconds since 1970 in this form; a part of a second counts as a second. */
  long of(long expireAt, long nowMillis) {
    long base = fromNow ? nowMillis : 0;
    return (expireAt - base + millis - 1) / millis;
  }
}
