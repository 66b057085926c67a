package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.CutTail;
import io.talus.application.log.EntryIndex;
import io.talus.application.log.EntryReader;
import io.talus.application.log.EntryReader.Place;
import io.talus.application.port.BinlogException;
import io.talus.application.port.EventLoop;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a snapshot takes the place of and perhaps does not cover: it goes from the log into
 * rollback files, in portions, before the snapshot is installed. Belongs to the shard's thread; the
 * portions are read and written on the writer's.
 */
final class LostTails {
  private static final Logger LOG = LoggerFactory.getLogger(LostTails.class);

  /** In memory at once, and in one file; one unit is kept whatever it takes. */
  private static final long PORTION_BYTES = 4 << 20;

  /** The disk is full, or fails for a while, or for good: nobody waits but this replica. */
  private static final long RETRY_MILLIS = 1000;

  private final EntryReader reader;
  private final EntryIndex index;
  private final BackgroundWriter writer;
  private final Errands thread;
  private final EventLoop loop;
  private final FailureLog failures;

  /**
   * @param index where units stand in the log
   * @param thread the writer's
   */
  LostTails(Replicas.Parts parts, EntryIndex index, Errands thread, FailureLog failures) {
    this.reader = new EntryReader(parts.binlog());
    this.index = index;
    this.writer = parts.writer();
    this.thread = thread;
    this.loop = parts.loop();
    this.failures = failures;
  }

  /**
   * What of a replica's log is to be kept.
   *
   * @param logEnd where the log says that the snapshot is about to be installed
   * @param units all of them, and what comes before
   */
  record Lost(HostedReplica replica, long logEnd, Stretch units) {
    SlotId slot() {
      return replica.slot();
    }

    /** Those behind so many. */
    Lost behind(int count) {
      Stretch kept = units.first(count);
      return new Lost(replica, logEnd, units.from(kept.lastIndex() + 1));
    }
  }

  /**
   * Keeps all of it, and then goes on. What cannot be read is not waited for, and said to be lost;
   * a replica that ends is forgotten.
   */
  void keep(Lost lost, Runnable then) {
    if (lost.units.isEmpty()) {
      then.run();
      return;
    }
    Place place = reader.placeOf(index, lost.slot(), lost.units.firstIndex());
    thread.send(
        () -> keepSome(lost, place),
        count -> {
          if (count == 0) {
            sayGone(lost);
            then.run();
          } else {
            keep(lost.behind(count), then);
          }
        },
        failed -> failed(lost, then, failed));
  }

  private void failed(Lost lost, Runnable then, RuntimeException failed) {
    failures.add(failed);
    if (failed instanceof BinlogException) {
      sayGone(lost);
      then.run();
    } else {
      loop.schedule(RETRY_MILLIS, () -> keep(lost, then));
    }
  }

  private static void sayGone(Lost lost) {
    LOG.error(
        "{}: {} units up to {} are given up, and the log does not have them any more",
        lost.slot(),
        lost.units.size(),
        lost.units.last());
  }

  /** On the writer's thread; returns how many there are in one more file. */
  private int keepSome(Lost lost, Place place) {
    List<byte[]> records = reader.read(lost.slot(), lost.units, place, PORTION_BYTES);
    if (!records.isEmpty()) {
      List<CutTail.Unit> units = new ArrayList<>(records.size());
      long first = lost.units.firstIndex();
      for (int i = 0; i < records.size(); i++) {
        LogPosition position = new LogPosition(lost.units.epochAt(first + i), first + i);
        units.add(new CutTail.Unit(position, records.get(i)));
      }
      writer.keep(new CutTail(lost.slot(), lost.units.previous(), lost.logEnd, units));
    }
    return records.size();
  }
}
