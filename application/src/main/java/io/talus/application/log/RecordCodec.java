package io.talus.application.log;

import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.domain.mutation.Mutation;
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
    RecordReader reader = new RecordReader(array);
    ByteSource source = new ByteSource(array, from, to);
    while (source.hasMore()) {
      int length = source.u32();
      if (NoteCodec.isNote(length)) {
        NoteCodec.read(array, source, length); // no unit, but it has to be sound
      } else {
        units.accept(reader.unit(source.part(length)));
      }
    }
  }

  /**
   * Reads records that follow each other in {@code array[from..to)}, outside their units.
   *
   * @throws FormatException if the bytes are damaged, with the place
   */
  public static void readRecords(
      byte[] array, int from, int to, Consumer<? super SlotRecord> visitor) {
    RecordReader reader = new RecordReader(array);
    ByteSource source = new ByteSource(array, from, to);
    while (source.hasMore()) {
      visitor.accept(reader.record(source));
    }
  }
}
