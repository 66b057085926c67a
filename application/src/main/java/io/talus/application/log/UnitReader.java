package io.talus.application.log;

/**
 * Walks over the frames of a block without reading what is in the records: units, record by record,
 * and what the log says about itself. Belongs to one thread.
 */
final class UnitReader {
  /** Is given what the frames hold, in order. */
  interface Visitor {
    /** A record is in {@code array[from..to)}, its length included. */
    void record(byte[] array, int from, int to);

    /** The tail of a slot's log has been cut. */
    void cut(TailCut cut);
  }

  private UnitReader() {}

  static void read(byte[] array, int from, int to, Visitor visitor) {
    ByteSource source = new ByteSource(array, from, to);
    while (source.hasMore()) {
      int length = source.u32();
      if (TailCut.isFrame(length)) {
        visitor.cut(TailCut.read(array, source, TailCut.frameLength(length)));
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
