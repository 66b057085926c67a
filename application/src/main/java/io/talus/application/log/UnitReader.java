package io.talus.application.log;

/**
 * Walks over the frames of a block without reading what is in the records: units, record by record,
 * and what the log says about itself. Belongs to one thread.
 */
public final class UnitReader {
  /** Is given what the frames hold, in order. */
  public interface Visitor {
    /** A record is in {@code array[from..to)}, its length included. */
    void record(byte[] array, int from, int to);

    /** The log says something of itself. */
    void note(LogNote note);
  }

  private UnitReader() {}

  public static void read(byte[] array, int from, int to, Visitor visitor) {
    ByteSource source = new ByteSource(array, from, to);
    while (source.hasMore()) {
      int length = source.u32();
      if (NoteCodec.isNote(length)) {
        visitor.note(NoteCodec.read(array, source, length));
      } else {
        ByteSource unit = source.part(length);
        while (unit.hasMore()) {
          int begin = unit.position();
          unit.part(unit.u32() + Integer.BYTES);
          visitor.record(array, begin, unit.position());
        }
      }
    }
  }
}
