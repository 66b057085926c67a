package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;

/** What BITOP does with its sources. */
enum BitOperation {
  AND {
    @Override
    void combine(byte[] result, byte[] source) {
      for (int i = 0; i < source.length; i++) {
        result[i] &= source[i];
      }
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

  /** Combines a source with the result of those before it; both have the same length. */
  abstract void combine(byte[] result, byte[] source);
}
