package io.talus.simulation;

import io.talus.application.port.Binlog;

/** A log that says it is synced when it is not. */
final class UnsyncedBinlog implements Binlog {
  private final Binlog log;
  private long claimed;

  UnsyncedBinlog(Binlog log) {
    this.log = log;
    this.claimed = log.syncedBlock();
  }

  @Override
  public void sync() {
    claimed = log.lastBlock();
  }

  @Override
  public long syncedBlock() {
    return claimed;
  }

  @Override
  public long firstBlock() {
    return log.firstBlock();
  }

  @Override
  public long lastBlock() {
    return log.lastBlock();
  }

  @Override
  public void append(byte[] units, int length) {
    log.append(units, length);
  }

  @Override
  public void markSynced() {
    // It would be said of what is synced only.
  }

  @Override
  public long bytesAfter(long block) {
    return log.bytesAfter(block);
  }

  @Override
  public BlockReader read(long firstBlock) {
    return log.read(firstBlock);
  }

  @Override
  public void retain(long block) {
    log.retain(block);
  }

  @Override
  public void close() {
    log.close();
  }
}
