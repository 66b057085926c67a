package io.talus.simulation;

import io.talus.application.port.Binlog;

/** A log that does what another one does, but for what is written anew. */
class PassingBinlog implements Binlog {
  /** The other one. */
  protected final Binlog log;

  PassingBinlog(Binlog log) {
    this.log = log;
  }

  @Override
  public void append(byte[] units, int length) {
    log.append(units, length);
  }

  @Override
  public void sync() {
    log.sync();
  }

  @Override
  public void markSynced() {
    log.markSynced();
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
  public long syncedBlock() {
    return log.syncedBlock();
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
