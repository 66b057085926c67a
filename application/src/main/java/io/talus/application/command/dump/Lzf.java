package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;

/**
 * Unpacks LZF, with which Redis packs longer strings.
 *
 * <p>A control byte below 32 is followed by that many literal bytes plus one. Any other copies
 * earlier output: its top three bits are the length minus 2 (7: a further byte is added), the other
 * five and the last byte the distance minus 1. Source: LibLZF's description of its format.
 */
final class Lzf {
  private static final int LITERALS = 32;
  private static final int LONG_COPY = 7;

  /** A string cannot be longer, whatever a payload says. */
  private static final long LENGTH_MAX = 512L * 1024 * 1024;

  private final byte[] in;
  private final byte[] out;
  private int read;
  private int written;

  private Lzf(byte[] in, int length) {
    this.in = in;
    this.out = new byte[length];
  }

  static Bytes unpack(byte[] packed, long length) {
    // The best that LZF can do is 264 bytes of three: more is not believed, nor allocated.
    if (length < 0 || length > LENGTH_MAX || length > (packed.length + 1L) * 100) {
      throw new BadDump("unpacked length: " + length);
    }
    Lzf lzf = new Lzf(packed, (int) length);
    lzf.run();
    return Bytes.wrap(lzf.out);
  }

  private void run() {
    while (read < in.length) {
      int control = next();
      if (control < LITERALS) {
        literals(control + 1);
      } else {
        copy(control);
      }
    }
    if (written != out.length) {
      throw new BadDump("unpacked to %d bytes of %d".formatted(written, out.length));
    }
  }

  private int next() {
    if (read >= in.length) {
      throw new BadDump("packed bytes are missing");
    }
    return in[read++] & 0xFF;
  }

  private void literals(int count) {
    if (count > in.length - read || count > out.length - written) {
      throw new BadDump("literal bytes are missing");
    }
    System.arraycopy(in, read, out, written, count);
    read += count;
    written += count;
  }

  private void copy(int control) {
    int length = control >>> 5;
    length = (length == LONG_COPY ? length + next() : length) + 2;
    int from = written - ((control & 0x1F) << Byte.SIZE | next()) - 1;
    if (from < 0 || length > out.length - written) {
      throw new BadDump("copy of what is not there");
    }
    // Byte by byte: source and target may overlap, which repeats what was just written.
    for (int i = 0; i < length; i++) {
      out[written++] = out[from + i];
    }
  }
}
