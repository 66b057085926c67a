package io.talus.application.port;

import io.talus.domain.mutation.Mutation.OverwriteString;

/**
 * What {@link OverwriteString}s have found in their places since the slot's incarnation began, and
 * the counters in {@link SlotStatus} take for keys that are still there. Absolute: it only grows.
 *
 * @param keys how many keys
 * @param expiringKeys how many of them had an expiry
 */
public record Overwritten(long keys, long expiringKeys) {
  public static final Overwritten NONE = new Overwritten(0, 0);

  /** One more key was found. */
  public Overwritten withOneMore(boolean expiring) {
    return new Overwritten(keys + 1, expiringKeys + (expiring ? 1 : 0));
  }
}
