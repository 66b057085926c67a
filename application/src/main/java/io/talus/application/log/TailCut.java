package io.talus.application.log;

import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.zip.CRC32C;

/**
 * What the log says of itself where the tail of a slot's log was cut: the slot's units behind
 * {@code kept} that come before this frame are no part of it any more. Such units were never in the
 * store, as they were never committed.
 *
 * @param kept the last unit that remains; index 0 if none does
 */
public record TailCut(SlotId slot, LogPosition kept) {
  /** A unit is never so long: its length has this bit clear. */
  private static final int FRAME = 1 << 31;

  private static final int CUT = 1;

  static boolean isFrame(int length) {
    return (length & FRAME) != 0;
  }

  static int frameLength(int length) {
    return length & ~FRAME;
  }

  public void write(ByteSink sink) {
    int lengthAt = sink.reserveU32();
    int crcAt = sink.reserveU32();
    int from = sink.length();
    sink.u8(CUT);
    sink.varint(slot.table());
    sink.varint(slot.slot());
    sink.varint(kept.epoch());
    sink.varint(kept.index());
    sink.u32At(lengthAt, (sink.length() - crcAt) | FRAME);
    sink.u32At(crcAt, crc(sink.array(), from, sink.length()));
  }

  /** Reads the frame of this length, which begins behind its length field. */
  static TailCut read(byte[] array, ByteSource source, int length) {
    ByteSource frame = source.part(length);
    int expected = frame.u32();
    int at = frame.position();
    if (crc(array, at, at + length - Integer.BYTES) != expected) {
      throw new FormatException("frame at " + at + ": checksum does not match");
    }
    int kind = frame.u8();
    if (kind != CUT) {
      throw new FormatException("frame at " + at + ": kind " + kind + " (expected: " + CUT + ")");
    }
    return new TailCut(
        new SlotId(frame.count(), frame.count()), new LogPosition(frame.varint(), frame.varint()));
  }

  private static int crc(byte[] array, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(array, from, to - from);
    return (int) crc.getValue();
  }
}
