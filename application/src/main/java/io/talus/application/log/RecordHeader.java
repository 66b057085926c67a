package io.talus.application.log;

/**
 * What the follower of a log has to know of a record before anybody reads its mutations. Used again
 * for every record; belongs to one thread.
 */
final class RecordHeader {
  private int table;
  private int slot;
  private long epoch;
  private long index;

  /** Reads the header of the record that begins with its length at {@code from}. */
  void read(byte[] array, int from, int to) {
    ByteSource source = new ByteSource(array, from + 2 * Integer.BYTES, to);
    table = source.count();
    slot = source.count();
    source.varint(); // the incarnation
    epoch = source.varint();
    index = source.varint();
  }

  int table() {
    return table;
  }

  int slot() {
    return slot;
  }

  long epoch() {
    return epoch;
  }

  long index() {
    return index;
  }
}
