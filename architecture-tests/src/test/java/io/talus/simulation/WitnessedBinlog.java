package io.talus.simulation;

import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import org.jspecify.annotations.Nullable;

/** A log that tells the witness how far it has come. */
final class WitnessedBinlog implements Binlog {
  private final Binlog log;
  private final Witness witness;
  private final @Nullable Replication replication;

  WitnessedBinlog(Binlog log, Witness witness, @Nullable Replication replication) {
    this.log = log;
    this.witness = witness;
    this.replication = replication;
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
  public void append(byte[] units, int length) {
    if (replication != null) {
      replication.appending(log.lastBlock() + 1, units, length);
    }
    try {
      log.append(units, length);
    } catch (BinlogException failed) {
      witness.notAppended();
      if (replication != null) {
        replication.notAppended();
      }
      throw failed;
    }
    witness.logged(log.lastBlock(), log.syncedBlock());
    if (replication != null) {
      replication.appended();
    }
  }

  @Override
  public void sync() {
    log.sync();
    witness.logged(log.lastBlock(), log.syncedBlock());
  }

  @Override
  public void markSynced() {
    log.markSynced();
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
