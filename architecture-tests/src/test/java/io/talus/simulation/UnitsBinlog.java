package io.talus.simulation;

import io.talus.application.log.LogNote;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.TailCut;
import io.talus.application.log.UnitReader;
import io.talus.application.port.Binlog;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStore;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A log of which it is remembered which units it has had. */
final class UnitsBinlog extends PassingBinlog {
  private final int node;
  private final SlotStore store;
  private final GroupUnits units;

  /** Where the log of each slot ends that this process has written to. */
  private final Map<SlotId, LogPosition> ends = new HashMap<>();

  private BooleanSupplier hasTable = () -> true;

  UnitsBinlog(Binlog log, int node, SlotStore store, GroupUnits units) {
    super(log);
    this.node = node;
    this.store = store;
    this.units = units;
  }

  /** The process has found that the slot's log ends there. */
  void found(SlotId slot, LogPosition end) {
    ends.put(slot, end);
  }

  /** From now on it is known whether the table is there: what was dropped a node clears alone. */
  void watchWhile(BooleanSupplier tableIsThere) {
    hasTable = tableIsThere;
  }

  /** The last unit of the slot that is in the log, or in the snapshot in its place. */
  LogPosition end(SlotId slot) {
    LogPosition logged = ends.getOrDefault(slot, LogPosition.NONE);
    LogPosition stored = store.applied(slot);
    return stored.index() > logged.index() ? stored : logged;
  }

  @Override
  public void append(byte[] array, int length) {
    log.append(array, length);
    UnitReader.read(array, 0, length, new Visitor());
  }

  private final class Visitor implements UnitReader.Visitor {
    @Override
    public void record(byte[] array, int from, int to) {
      byte[] bytes = Arrays.copyOfRange(array, from, to);
      RecordCodec.readRecords(bytes, 0, bytes.length, record -> logged(record, bytes));
    }

    private void logged(SlotRecord record, byte[] bytes) {
      SlotId slot = new SlotId(record.address().table(), record.address().slot());
      LogPosition position = record.status().position();
      if (slot.table() == ReplicatedNode.TABLE && hasTable.getAsBoolean()) {
        units.logged(node, slot, position, end(slot), bytes);
      }
      ends.put(slot, position);
    }

    @Override
    public void note(LogNote note) {
      if (note instanceof TailCut(SlotId slot, LogPosition kept)) {
        ends.put(slot, kept);
      } else if (note instanceof LogNote.Replica replica
          && replica.reason() == LogNote.Replica.Reason.INSTALLS) {
        ends.put(replica.slot(), replica.start());
      }
    }
  }
}
