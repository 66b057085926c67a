package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.domain.value.Expiry;

/**
 * When EXPIRE and its kin may set an expiry.
 *
 * @param unset only if there is none (NX)
 * @param set only if there is one (XX)
 * @param later only if the new one is later (GT); none counts as the latest
 * @param earlier only if the new one is earlier (LT)
 */
record ExpireCondition(boolean unset, boolean set, boolean later, boolean earlier) {
  private static final ExpireCondition ALWAYS = new ExpireCondition(false, false, false, false);

  static ExpireCondition parse(Arguments args, int first) {
    if (first == args.count()) {
      return ALWAYS;
    }
    boolean nx = false;
    boolean xx = false;
    boolean gt = false;
    boolean lt = false;
    for (int i = first; i < args.count(); i++) {
      if (args.is(i, "NX")) {
        nx = true;
      } else if (args.is(i, "XX")) {
        xx = true;
      } else if (args.is(i, "GT")) {
        gt = true;
      } else if (args.is(i, "LT")) {
        lt = true;
      } else {
        throw new CommandError("ERR Unsupported option " + args.text(i));
      }
    }
    if (nx && (xx || gt || lt)) {
      throw new CommandError("ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (gt && lt) {
      throw new CommandError("ERR GT and LT options at the same time are not compatible");
    }
    return new ExpireCondition(nx, xx, gt, lt);
  }

  boolean allows(long expireAt, long before) {
    boolean wasSet = before != Expiry.NEVER;
    return !(unset && wasSet)
        && !(set && !wasSet)
        && !(later && expireAt <= before)
        && !(earlier && expireAt >= before);
  }
}
