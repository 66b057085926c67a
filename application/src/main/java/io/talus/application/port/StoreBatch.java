package io.talus.application.port;

import java.util.List;
import java.util.function.Consumer;

/**
 * A contiguous run of whole units, in log order.
 *
 * <p>Its records are visited, not listed: a batch of small ones takes many times its bytes where
 * all exist at once.
 */
public final class StoreBatch {
  private final long lastBlock;
  private final boolean urgent;
  private final Consumer<Consumer<? super SlotRecord>> records;

  /**
   * A batch whose records are made as they are visited.
   *
   * @param lastBlock see {@link #lastBlock}
   * @param urgent see {@link #isUrgent}
   * @param records gives each record to the visitor, in log order; the same ones every time
   */
  public StoreBatch(
      long lastBlock, boolean urgent, Consumer<Consumer<? super SlotRecord>> records) {
    this.lastBlock = lastBlock;
    this.urgent = urgent;
    this.records = records;
  }

  /** An urgent batch of records that exist. */
  public static StoreBatch of(long lastBlock, List<SlotRecord> records) {
    return new StoreBatch(lastBlock, true, List.copyOf(records)::forEach);
  }

  /** The log block after which everything up to here is in the store. */
  public long lastBlock() {
    return lastBlock;
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
