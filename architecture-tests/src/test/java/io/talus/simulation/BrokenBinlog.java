package io.talus.simulation;

import io.talus.application.log.ByteSink;
import io.talus.application.log.LogNote;
import io.talus.application.log.NoteCodec;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.TailCut;
import io.talus.application.log.UnitReader;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import java.util.Arrays;

/** A log that does not do what it says. */
final class BrokenBinlog extends PassingBinlog {
  private final GroupFault fault;
  private long claimed;

  BrokenBinlog(Binlog log, GroupFault fault) {
    super(log);
    this.fault = fault;
    this.claimed = log.syncedBlock();
  }

  @Override
  public void append(byte[] units, int length) {
    ByteSink sink = new ByteSink(length + 1);
    UnitReader.read(units, 0, length, new Filter(sink));
    try {
      if (sink.length() > 0) {
        log.append(sink.array(), sink.length());
      }
    } catch (BinlogException failed) {
      if (fault != GroupFault.FAILED_APPENDS_COUNT) {
        throw failed;
      }
    }
  }

  /** Leaves notes out; commands of the simulation work on one slot, so a record is a unit. */
  private final class Filter implements UnitReader.Visitor {
    private final RecordCodec codec = new RecordCodec();
    private final ByteSink sink;

    Filter(ByteSink sink) {
      this.sink = sink;
    }

    @Override
    public void record(byte[] array, int from, int to) {
      int begin = codec.beginUnit(sink);
      sink.bytes(Arrays.copyOfRange(array, from, to), to - from);
      codec.endUnit(sink, begin);
    }

    @Override
    public void note(LogNote note) {
      boolean left =
          (fault == GroupFault.CUTS_ARE_NOT_LOGGED && note instanceof TailCut)
              || (fault == GroupFault.VOTES_ARE_NOT_LOGGED && note instanceof LogNote.EpochEntered);
      if (!left) {
        NoteCodec.write(note, sink);
      }
    }
  }

  @Override
  public void sync() {
    if (fault == GroupFault.SYNCS_ARE_SKIPPED) {
      claimed = log.lastBlock();
    } else {
      log.sync();
    }
  }

  @Override
  public long syncedBlock() {
    return fault == GroupFault.SYNCS_ARE_SKIPPED ? claimed : log.syncedBlock();
  }

  @Override
  public void markSynced() {
    if (fault != GroupFault.SYNCS_ARE_SKIPPED) {
      log.markSynced();
    }
  }
}
