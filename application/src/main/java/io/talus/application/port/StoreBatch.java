package io.talus.application.port;

import java.util.List;
import java.util.function.Consumer;

/**
 * Whole units in log order: of each slot, a contiguous run.
 *
 * <p>Its records are visited, not listed: a batch of small ones takes many times its bytes where
 * all exist at once.
 */
public final class StoreBatch {
  private final long mark;
  private final boolean urgent;
  private final Consumer<Consumer<? super SlotRecord>> records;

  /**
   * A batch whose records are made as they are visited.
   *
   * @param mark see {@link #mark}
   * @param urgent see {@link #isUrgent}
   * @param records gives each record to the visitor, in log order; the same ones every time
   */
  public StoreBatch(long mark, boolean urgent, Consumer<Consumer<? super SlotRecord>> records) {
    this.mark = mark;
    this.urgent = urgent;
    this.records = records;
  }

  /** An urgent batch of records that exist. */
  public static StoreBatch of(long mark, List<SlotRecord> records) {
    return new StoreBatch(mark, true, List.copyOf(records)::forEach);
  }

  /**
   * A place in the node's log, which only the log understands: everything up to it is in the store
   * when the batch is, so that the log need not be read from farther back again.
   */
  public long mark() {
    return mark;
  }

  /**
   * Whether somebody waits for the batch to be applied, or soon will. Else commands need the cores
   * more.
   */
  public boolean isUrgent() {
    return urgent;
  }

  /** Visits the records of all slots, in log order. None need outlive its visit. */
  public void forEach(Consumer<? super SlotRecord> visitor) {
    records.accept(visitor);
  }
}
