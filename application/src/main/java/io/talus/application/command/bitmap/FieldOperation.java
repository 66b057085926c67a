package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;

/**
 * One operation of a BITFIELD.
 *
 * @param offset the field's first bit
 * @param operand the number to set or to add; 0 for GET
 */
record FieldOperation(Kind kind, FieldType type, long offset, long operand, Overflow overflow) {

  /** What can be done with a field, with the number of arguments that it takes. */
  enum Kind {
    GET(2),
    SET(3),
    INCRBY(3);

    private static final Kind[] ALL = values();

    private final int arguments;

    Kind(int arguments) {
      this.arguments = arguments;
    }

    int arguments() {
      return arguments;
    }
  }

  /** Reads the operation whose name is at {@code index}. */
  static FieldOperation parse(Arguments args, int index, Overflow overflow, KeyspaceView view) {
    Kind kind = kind(args, index);
    FieldType type = FieldType.parse(args.get(index + 1));
    long offset = BitOffset.parse(args.get(index + 2), type.bits(), view);
    long operand = kind == Kind.GET ? 0 : args.integer(index + 3);
    return new FieldOperation(kind, type, offset, operand, overflow);
  }

  private static Kind kind(Arguments args, int index) {
    for (Kind kind : Kind.ALL) {
      if (args.is(index, kind.name()) && index + kind.arguments < args.count()) {
        return kind;
      }
    }
    throw Errors.syntax();
  }

  boolean writes() {
    return kind != Kind.GET;
  }

  /** One past the index of the last byte of the field. */
  long endByte() {
    return ((offset + type.bits() - 1) >>> 3) + 1;
  }

  /** Does it to the bitmap. */
  Reply apply(BitmapDraft bitmap) {
    long old = type.wrap(bitmap.read(offset, type.bits()));
    if (kind == Kind.GET) {
      return Reply.integer(old);
    }
    boolean set = kind == Kind.SET;
    boolean overflows = set ? type.overflows(operand) : type.overflows(old, operand);
    if (overflows && overflow == Overflow.FAIL) {
      return Reply.NULL;
    }
    long wanted = set ? operand : old + operand;
    long changed = overflows ? fitted(wanted) : wanted;
    bitmap.write(offset, type.bits(), changed);
    return Reply.integer(set ? old : changed);
  }

  private long fitted(long wanted) {
    if (overflow == Overflow.WRAP) {
      return type.wrap(wanted);
    }
    // SET takes its number as unsigned if the field is: a negative one is too large.
    return type.saturated(operand < 0 && (type.signed() || kind == Kind.INCRBY));
  }
}
