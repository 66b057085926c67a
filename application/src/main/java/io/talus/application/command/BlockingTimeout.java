package io.talus.application.command;

/** How long a blocking command waits: seconds, with a fraction if need be; 0 for ever. */
public final class BlockingTimeout {
  private static final double MILLIS_PER_SECOND = 1000;

  /** 2^63, the first number of milliseconds that a long does not hold. */
  private static final double MILLIS_LIMIT = 0x1p63;

  private BlockingTimeout() {}

  /**
   * The argument in milliseconds, rounded up so that a short wait does not become an endless one.
   */
  public static long millis(Arguments args, int index, KeyspaceView view) {
    double millis = args.floating(index, Errors.TIMEOUT_NOT_A_FLOAT) * MILLIS_PER_SECOND;
    if (millis >= MILLIS_LIMIT) {
      throw new CommandError(Errors.TIMEOUT_OUT_OF_RANGE);
    }
    long rounded = (long) Math.ceil(millis);
    if (rounded < 0) {
      throw new CommandError(Errors.TIMEOUT_NEGATIVE);
    }
    if (rounded > Long.MAX_VALUE - view.nowMillis()) {
      throw new CommandError(Errors.TIMEOUT_OUT_OF_RANGE);
    }
    return rounded;
  }
}
