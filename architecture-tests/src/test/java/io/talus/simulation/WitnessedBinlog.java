package io.talus.simulation;

import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import org.jspecify.annotations.Nullable;

/** A log that tells the witness how far it has come. */
final class WitnessedBinlog extends PassingBinlog {
  private final Witness witness;
  private final @Nullable Replication replication;

  WitnessedBinlog(Binlog log, Witness witness, @Nullable Replication replication) {
    super(log);
    this.witness = witness;
    this.replication = replication;
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
}
