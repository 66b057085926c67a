package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The options that say when a key ends: in so many seconds or milliseconds, or at a time. */
enum ExpiryOption {
  EX(1000, true),
  PX(1, true),
  EXAT(1000, false),
  PXAT(1, false);

  private static final ExpiryOption[] ALL = values();

  private final long millis;
  private final boolean fromNow;

  ExpiryOption(long millis, boolean fromNow) {
    this.millis = millis;
    this.fromNow = fromNow;
  }

  /** The option of this name, in any case; null if there is none. */
  static @Nullable ExpiryOption named(Bytes word) {
    for (ExpiryOption unit : ALL) {
      if (word.equalsIgnoreCase(unit.name())) {
        return unit;
      }
    }
    return null;
  }

  /** Whether the time is absolute. */
  boolean isPointInTime() {
    return !fromNow;
  }

  /** The time in the argument at {@code index}, in milliseconds since 1970; an error if invalid. */
  long expireAt(Arguments args, int index, long nowMillis) {
    long given = args.integer(index);
    if (given <= 0 || given > Long.MAX_VALUE / millis) {
      throw Errors.invalidExpireTime(commandName(args));
    }
    long expireAt = given * millis + (fromNow ? nowMillis : 0);
    if (expireAt <= 0) {
      throw Errors.invalidExpireTime(commandName(args));
    }
    // The last millisecond of all is what stands for no expiry.
    return Math.min(expireAt, Expiry.NEVER - 1);
  }

  private static String commandName(Arguments args) {
    return args.text(0).toLowerCase(Locale.ROOT);
  }
}
