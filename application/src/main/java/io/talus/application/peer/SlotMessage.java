package io.talus.application.peer;

import io.talus.domain.replication.message.Message;
import io.talus.domain.slot.SlotId;
import java.util.List;

/**
 * A message between two replicas of a slot, with the contents that the state machine does not look
 * at.
 *
 * @param records of an append: the bytes of each entry's record, as it stands in the log of the
 *     sender with its length and checksum, in the order of the entries; else empty. They are not
 *     copied: nobody may change them
 */
public record SlotMessage(SlotId slot, Message message, List<byte[]> records) {
  public SlotMessage {
    records = List.copyOf(records);
    long entries = message instanceof Message.Append append ? append.entries().size() : 0;
    if (records.size() != entries) {
      throw new IllegalArgumentException(
          "records: %d (expected: %d, one for each entry)".formatted(records.size(), entries));
    }
  }

  /** A message without contents. */
  public SlotMessage(SlotId slot, Message message) {
    this(slot, message, List.of());
  }
}
