package io.talus.adapters.rocksdb.layout;

/**
 * What the store remembers of lives of a slot that have ended.
 *
 * @param edition the highest edition that was given away for it
 * @param beginsAfter see {@link io.talus.application.port.SlotStore#beginsAfter}
 */
public record SlotPast(long edition, long beginsAfter) {
  public static final SlotPast NONE = new SlotPast(0, 0);

  /** The slot had this edition, too. */
  public SlotPast withEdition(long other) {
    return new SlotPast(Math.max(edition, other), beginsAfter);
  }

  /** The slot's life ended where the log had come to this place. */
  public SlotPast endedAt(long logEnd) {
    return new SlotPast(edition, logEnd);
  }
}
