package io.talus.domain.value;

/** Points in time, in milliseconds since 1970, at which keys and hash fields end. */
public final class Expiry {
  /**
   * Compares as later than every real time, so that {@code expireAt <= now} needs no special case.
   */
  public static final long NEVER = Long.MAX_VALUE;

  private Expiry() {}

  public static boolean isDue(long expireAt, long nowMillis) {
    return expireAt <= nowMillis;
  }
}
