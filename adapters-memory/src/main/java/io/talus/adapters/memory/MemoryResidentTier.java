package io.talus.adapters.memory;

import io.talus.application.port.ResidentTier;

/** Resident keys as compact Java structures. A tier and its slots belong to one shard's thread. */
public final class MemoryResidentTier implements ResidentTier {
  private final RecentLookups recentLookups = new RecentLookups();
  private long sizeBytes;

  @Override
  public MemoryResidentSlot newSlot() {
    return new MemoryResidentSlot(this);
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  RecentLookups recentLookups() {
    return recentLookups;
  }

  void grow(long bytes) {
    sizeBytes += bytes;
  }
}
