package io.talus.application.command.dump;

import io.talus.application.command.FloatingPoint;
import io.talus.domain.bytes.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The elements of what Redis keeps in one piece of memory: intset, listpack and ziplist. */
final class Compact {
  private static final int END = 0xFF;

  private Compact() {}

  static double score(Bytes text) {
    double score = FloatingPoint.parse(text);
    if (Double.isNaN(score)) {
      throw new BadDump("score: " + text.latin1());
    }
    return score;
  }

  /** {@code width:u32 count:u32 integers}, all of the same width. */
  static List<Bytes> intset(Bytes blob) {
    ByteBuffer in = littleEndian(blob);
    try {
      int width = in.getInt();
      int count = in.getInt();
      if (count <= 0 || (long) count * width != in.remaining()) {
        throw new BadDump("intset of %d integers of %d bytes".formatted(count, width));
      }
      List<Bytes> members = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        members.add(
            switch (width) {
              case Short.BYTES -> Bytes.of(in.getShort());
              case Integer.BYTES -> Bytes.of(in.getInt());
              case Long.BYTES -> Bytes.of(in.getLong());
              default -> throw new BadDump("intset of integers of %d bytes".formatted(width));
            });
      }
      return members;
    } catch (BufferUnderflowException e) {
      throw cut("intset");
    }
  }

  /** {@code bytes:u32 count:u16 entry* FF}; an entry ends with its own length, for going back. */
  static List<Bytes> listpack(Bytes blob) {
    ByteBuffer in = littleEndian(blob);
    try {
      requireLength(in.getInt(), blob);
      in.getShort();
      List<Bytes> elements = new ArrayList<>();
      for (int first = in.get() & 0xFF; first != END; first = in.get() & 0xFF) {
        int begin = in.position() - 1;
        elements.add(ListpackEntry.read(in, first));
        skip(in, backLengthBytes(in.position() - begin));
      }
      requireEnd(in);
      return elements;
    } catch (BufferUnderflowException e) {
      throw cut("listpack");
    }
  }

  private static int backLengthBytes(int length) {
    if (length < 1 << 7) {
      return 1;
    } else if (length < 1 << 14) {
      return 2;
    } else if (length < 1 << 21) {
      return 3;
    }
    return length < 1 << 28 ? 4 : 5;
  }

  /** {@code bytes:u32 last:u32 count:u16 entry* FF}; an entry begins with the length before it. */
  static List<Bytes> ziplist(Bytes blob) {
    ByteBuffer in = littleEndian(blob);
    try {
      requireLength(in.getInt(), blob);
      in.getInt();
      in.getShort();
      List<Bytes> elements = new ArrayList<>();
      for (int before = in.get() & 0xFF; before != END; before = in.get() & 0xFF) {
        if (before == END - 1) {
          in.getInt();
        }
        elements.add(ZiplistEntry.read(in));
      }
      requireEnd(in);
      return elements;
    } catch (BufferUnderflowException e) {
      throw cut("ziplist");
    }
  }

  static Bytes bytes(ByteBuffer in, long length) {
    if (length < 0 || length > in.remaining()) {
      throw new BadDump("element of %d bytes".formatted(length));
    }
    byte[] read = new byte[(int) length];
    in.get(read);
    return Bytes.wrap(read);
  }

  /** Three bytes, signed. */
  static long int24(ByteBuffer in) {
    int low = in.getShort() & 0xFFFF;
    return (long) in.get() << Short.SIZE | low;
  }

  private static void skip(ByteBuffer in, int count) {
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + count);
  }

  private static ByteBuffer littleEndian(Bytes blob) {
    return ByteBuffer.wrap(blob.array()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void requireLength(int said, Bytes blob) {
    if (said != blob.length()) {
      throw new BadDump("%d bytes, said to be %d".formatted(blob.length(), said));
    }
  }

  private static void requireEnd(ByteBuffer in) {
    if (in.hasRemaining()) {
      throw new BadDump("%d bytes behind the end".formatted(in.remaining()));
    }
  }

  private static BadDump cut(String what) {
    return new BadDump(what + " is cut off");
  }
}
