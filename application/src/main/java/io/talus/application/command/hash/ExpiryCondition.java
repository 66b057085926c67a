package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.domain.value.Expiry;

/** The options NX, XX, GT and LT: when a field may get another expiry. */
enum ExpiryCondition {
  ALWAYS,
  /** Only if the field has no expiry. */
  NX,
  /** Only if the field has an expiry. */
  XX,
  /** Only if it is later than now; no expiry is later than all. */
  GT,
  /** Only if it is earlier than now. */
  LT;

  static ExpiryCondition of(Arguments args, int index) {
    if (args.is(index, "NX")) {
      return NX;
    } else if (args.is(index, "XX")) {
      return XX;
    } else if (args.is(index, "GT")) {
      return GT;
    }
    return args.is(index, "LT") ? LT : ALWAYS;
  }

  boolean allows(long currentExpireAt, long newExpireAt) {
    return switch (this) {
      case ALWAYS -> true;
      case NX -> currentExpireAt == Expiry.NEVER;
      case XX -> currentExpireAt != Expiry.NEVER;
      case GT -> newExpireAt > currentExpireAt;
      case LT -> newExpireAt < currentExpireAt;
    };
  }
}
