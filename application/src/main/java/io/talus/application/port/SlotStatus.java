package io.talus.application.port;

import io.talus.domain.log.LogPosition;

/**
 * A slot's absolute counters as they are after a record: they travel with it and are stored with
 * the data.
 *
 * @param position the record's place in the slot's log
 * @param slotTimeMillis the slot's time: never goes back
 * @param keys how many keys exist, expired ones that nobody has observed included, plus those that
 *     existed and were overwritten unseen ({@link Overwritten})
 * @param expiringKeys how many of them have an expiry, plus those that had one and were so
 *     overwritten
 * @param nextCollectionId the id that the next new collection gets
 */
public record SlotStatus(
    LogPosition position,
    long slotTimeMillis,
    long keys,
    long expiringKeys,
    long nextCollectionId) {
  public static final SlotStatus EMPTY = new SlotStatus(LogPosition.NONE, 0, 0, 0, 1);
}
