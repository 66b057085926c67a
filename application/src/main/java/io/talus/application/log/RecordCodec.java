package io.talus.application.log;

import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Units and their records as bytes; the format is in the package's documentation. A writer belongs
 * to one thread, reading has no state.
 */
public final class RecordCodec {
  private final CRC32C crc = new CRC32C();

  /** Begins a unit; returns what {@link #endUnit} needs. */
  public int beginUnit(ByteSink sink) {
    return sink.reserveU32();
  }

  public void endUnit(ByteSink sink, int begin) {
    sink.u32At(begin, sink.length() - begin - Integer.BYTES);
  }

  /** Writes a record of the unit that has been begun. */
  public void write(
      int table,
      int slot,
      long incarnation,
      SlotStatus status,
      List<? extends Mutation> mutations,
      ByteSink sink) {
    int lengthAt = sink.reserveU32();
    int crcAt = sink.reserveU32();
    int payload = sink.length();
    sink.varint(table);
    sink.varint(slot);
    sink.varint(incarnation);
    status(status, sink);
    sink.varint(mutations.size());
    for (int i = 0; i < mutations.size(); i++) {
      MutationWriter.write(mutations.get(i), sink);
    }
    crc.reset();
    crc.update(sink.array(), payload, sink.length() - payload);
    sink.u32At(lengthAt, sink.length() - payload);
    sink.u32At(crcAt, (int) crc.getValue());
  }

  private static void status(SlotStatus status, ByteSink sink) {
    sink.varint(status.position().epoch());
    sink.varint(status.position().index());
    sink.varint(status.slotTimeMillis());
    sink.varint(status.keys());
    sink.varint(status.expiringKeys());
    sink.varint(status.nextCollectionId());
  }

  /**
   * Reads all units in {@code array[from..to)}, each as its records.
   *
   * @throws FormatException if the bytes are damaged, with the place
   */
  public static void read(byte[] array, int from, int to, Consumer<List<SlotRecord>> units) {
    ByteSource source = new ByteSource(array, from, to);
    while (source.hasMore()) {
      ByteSource unit = source.part(source.u32());
      List<SlotRecord> records = new ArrayList<>(1);
      while (unit.hasMore()) {
        records.add(record(array, unit));
      }
      units.accept(records);
    }
  }

  private static SlotRecord record(byte[] array, ByteSource unit) {
    int length = unit.u32();
    int expected = unit.u32();
    int at = unit.position();
    ByteSource payload = unit.part(length);
    CRC32C crc = new CRC32C();
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

  /** Most commands change one thing. */
  private static List<Mutation> mutations(MutationReader reader, int count) {
    if (count == 1) {
      return List.of(reader.read());
    }
    List<Mutation> mutations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      mutations.add(reader.read());
    }
    return mutations;
  }

  private static SlotRecord payload(ByteSource source) {
    SlotAddress address = new SlotAddress(source.count(), source.count(), source.varint());
    SlotStatus status =
        new SlotStatus(
            new LogPosition(source.varint(), source.varint()),
            source.varint(),
            source.varint(),
            source.varint(),
            source.varint());
    int count = source.elements();
    MutationReader reader = new MutationReader(source);
    List<Mutation> mutations = mutations(reader, count);
    if (source.hasMore()) {
      throw new FormatException("record ends at " + source.position() + ": bytes are left");
    }
    return new SlotRecord(address, status, mutations);
  }
}
