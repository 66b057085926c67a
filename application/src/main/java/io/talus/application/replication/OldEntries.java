package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.EntryIndex;
import io.talus.application.log.EntryReader;
import io.talus.application.log.EntryReader.Place;
import io.talus.application.peer.SlotMessage;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fetches what a replica lacks that is far behind: from the log, on a reader's thread. Belongs to
 * the shard's thread.
 */
final class OldEntries {
  /** Of one message: a frame's worth. */
  private static final long BYTES_MAX = 1 << 20;

  /** At once; who is refused is asked for again by the state machine. */
  private static final int UNDER_WAY_MAX = 4;

  private final EntryReader reader;
  private final EntryIndex index;
  private final Errands readers;
  private final FailureLog failures;
  private int underWay;

  OldEntries(EntryReader reader, EntryIndex index, Errands readers, FailureLog failures) {
    this.reader = reader;
    this.index = index;
    this.readers = readers;
    this.failures = failures;
  }

  /**
   * Fetches the records of an append.
   *
   * @param then is given the message with its records: with fewer entries, if all would be too many
   */
  void fetch(SlotId slot, Message.Append append, Consumer<SlotMessage> then) {
    if (underWay >= UNDER_WAY_MAX) {
      return;
    }
    underWay++;
    Place place = reader.placeOf(index, slot, append.entries().firstIndex());
    readers.send(
        () -> reader.read(slot, append.entries(), place, BYTES_MAX),
        records -> {
          underWay--;
          if (!records.isEmpty()) {
            then.accept(message(slot, append, records));
          }
        },
        failed -> {
          underWay--;
          failures.add(failed);
        });
  }

  private static SlotMessage message(SlotId slot, Message.Append append, List<byte[]> records) {
    Stretch found = append.entries().first(records.size());
    return new SlotMessage(
        slot,
        new Message.Append(
            append.from(),
            append.to(),
            append.epoch(),
            found,
            append.commit(),
            append.round(),
            append.support()),
        records);
  }
}
