package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import org.jspecify.annotations.Nullable;

/**
 * What a SET or GETEX says of the expiry: one of the times, or a keyword (KEEPTTL, PERSIST), or
 * nothing. Belongs to the command that reads its arguments.
 */
final class ExpiryChoice {
  private final String keyword;
  private boolean hasKeyword;
  private @Nullable ExpiryOption unit;
  private int timeAt;

  ExpiryChoice(String keyword) {
    this.keyword = keyword;
  }

  /** Takes the option at {@code index}, and says where its last argument stands. */
  int take(Arguments args, int index) {
    if (args.is(index, keyword) && unit == null) {
      hasKeyword = true;
      return index;
    }
    ExpiryOption named = ExpiryOption.named(args.get(index));
    boolean conflict = hasKeyword || (unit != null && unit != named);
    if (named == null || conflict || !args.hasNext(index)) {
      throw Errors.syntax();
    }
    unit = named;
    timeAt = index + 1;
    return timeAt;
  }

  boolean hasKeyword() {
    return hasKeyword;
  }

  boolean isPointInTime() {
    return unit != null && unit.isPointInTime();
  }

  /** When the key ends, in milliseconds since 1970; {@code otherwise} if no time was given. */
  long expireAt(Arguments args, long nowMillis, long otherwise) {
    return unit == null ? otherwise : unit.expireAt(args, timeAt, nowMillis);
  }
}
