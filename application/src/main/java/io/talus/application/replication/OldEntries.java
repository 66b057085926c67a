package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.EntryIndex;
import io.talus.application.log.EntryReader;
import io.talus.application.log.EntryReader.Place;
import io.talus.application.peer.SlotMessage;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.slot.SlotId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Fetches what a replica lacks that is far behind: from the log, on a reader's thread. Belongs to
 * the shard's thread.
 */
final class OldEntries {
  /** Of one message: a frame's worth. */
  private static final long BYTES_MAX = 1 << 20;

  /** At once. */
  private static final int UNDER_WAY_MAX = 4;

  /**
   * More are refused, and asked for again by the state machine. Without a queue those who ask first
   * in every round, perhaps for ever and in vain, would leave nothing to the others.
   */
  private static final int WAITING_MAX = 1024;

  /** For whom. */
  private record Follower(SlotId slot, MemberId member) {}

  /** What is asked for again takes the place of what was asked for before. */
  private record Wanted(SlotId slot, Message.Append append, Consumer<SlotMessage> then) {}

  private final EntryReader reader;
  private final EntryIndex index;
  private final Errands readers;
  private final FailureLog failures;
  private final SequencedMap<Follower, Wanted> waiting = new LinkedHashMap<>();
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
    Follower follower = new Follower(slot, append.to());
    Wanted wanted = new Wanted(slot, append, then);
    if (underWay < UNDER_WAY_MAX) {
      begin(wanted);
    } else if (waiting.size() < WAITING_MAX || waiting.containsKey(follower)) {
      waiting.put(follower, wanted);
    }
  }

  private void begin(Wanted wanted) {
    underWay++;
    SlotId slot = wanted.slot;
    Stretch entries = wanted.append.entries();
    Place place = reader.placeOf(index, slot, entries.firstIndex());
    readers.send(
        () -> reader.read(slot, entries, place, BYTES_MAX),
        records -> {
          ended();
          if (!records.isEmpty()) {
            wanted.then.accept(message(slot, wanted.append, records));
          }
        },
        failed -> {
          ended();
          if (!reader.isGivenUp(place)) { // else the state machine knows by now
            failures.add(failed);
          }
        });
  }

  private void ended() {
    underWay--;
    Map.Entry<Follower, Wanted> next = waiting.pollFirstEntry();
    if (next != null) {
      begin(next.getValue());
    }
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
