package io.talus.application.port;

/**
 * The keys that are in memory as Java structures. It is a cache of what log and store hold
 * together: never the source of a write to the store. A tier and its slots belong to one shard's
 * thread.
 */
public interface ResidentTier {
  /** An empty slot of this tier. */
  ResidentSlot newSlot();

  /** An estimate of the heap that all slots of the tier take, in bytes. */
  long sizeBytes();
}
