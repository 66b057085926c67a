package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;

/** What BITOP does with its sources; shorter ones go on with zeros. */
enum BitOperation {
  AND {
    @Override
    void combine(byte[] result, byte[] source) {
      for (int i = 0; i < source.length; i++) {
        result[i] &= source[i];
      }
      Arrays.fill(result, source.length, result.length, (byte) 0);
    }
  },
  OR {
    @Override
    void combine(byte[] result, byte[] source) {
      for (int i = 0; i < source.length; i++) {
        result[i] |= source[i];
      }
    }
  },
  XOR {
    @Override
    void combine(byte[] result, byte[] source) {
      for (int i = 0; i < source.length; i++) {
        result[i] ^= source[i];
      }
    }
  },
  /** Has a single source: flips what was copied from it. */
  NOT {
    @Override
    void combine(byte[] result, byte[] source) {
      for (int i = 0; i < source.length; i++) {
        result[i] = (byte) ~source[i];
      }
    }
  };

  private static final BitOperation[] ALL = values();

  static BitOperation parse(Arguments args, int index) {
    for (BitOperation operation : ALL) {
      if (args.is(index, operation.name())) {
        return operation;
      }
    }
    throw Errors.syntax();
  }

  /** Combines a source, no longer than the result, into the result. */
  abstract void combine(byte[] result, byte[] source);

  Bytes apply(Bytes[] sources) {
    int length = 0;
    for (Bytes source : sources) {
      length = Math.max(length, source.length());
    }
    byte[] result = Arrays.copyOf(sources[0].array(), length);
    for (int i = this == NOT ? 0 : 1; i < sources.length; i++) {
      combine(result, sources[i].array());
    }
    return Bytes.wrap(result);
  }
}
