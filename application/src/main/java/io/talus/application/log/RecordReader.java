package io.talus.application.log;

import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads the units of an array, one after the other. Belongs to one thread. */
final class RecordReader {
  private final byte[] array;
  private final CRC32C crc = new CRC32C();
  private final MutationReader mutations = new MutationReader();

  RecordReader(byte[] array) {
    this.array = array;
  }

  /** The records of a unit; most have one. */
  List<SlotRecord> unit(ByteSource unit) {
    if (!unit.hasMore()) {
      return List.of();
    }
    SlotRecord first = record(unit);
    if (!unit.hasMore()) {
      return List.of(first);
    }
    List<SlotRecord> records = new ArrayList<>();
    records.add(first);
    while (unit.hasMore()) {
      records.add(record(unit));
    }
    return records;
  }

  /** The next record. */
  SlotRecord record(ByteSource unit) {
    int length = unit.u32();
    int expected = unit.u32();
    int at = unit.position();
    ByteSource payload = unit.part(length);
    crc.reset();
    crc.update(array, at, length);
    if ((int) crc.getValue() != expected) {
      throw new FormatException("record at " + at + ": checksum does not match");
    }
    try {
      return payload(payload);
    } catch (IllegalArgumentException invalid) {
      throw new FormatException("record at " + at, invalid);
    }
  }

  private SlotRecord payload(ByteSource source) {
    SlotAddress address = new SlotAddress(source.count(), source.count(), source.varint());
    SlotStatus status =
        new SlotStatus(
            new LogPosition(source.varint(), source.varint()),
            source.varint(),
            source.varint(),
            source.varint(),
            source.varint());
    List<Mutation> read = mutations(source, source.elements());
    if (source.hasMore()) {
      throw new FormatException("record ends at " + source.position() + ": bytes are left");
    }
    return new SlotRecord(address, status, read);
  }

  /** Most commands change one thing. */
  private List<Mutation> mutations(ByteSource source, int count) {
    if (count == 1) {
      return List.of(mutations.read(source));
    }
    List<Mutation> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(mutations.read(source));
    }
    return read;
  }
}
