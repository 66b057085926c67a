package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.GlobPattern;
import io.talus.domain.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The options of SCAN, HSCAN, SSCAN and ZSCAN. These read their cursor first, then look at the key,
 * and only then at the options.
 *
 * @param count how many elements to visit, at least 1
 * @param match what the elements have to match; null for all
 * @param type the only type to show, as the client wrote it; null for all
 * @param values whether fields are shown with their values
 */
public record ScanOptions(
    int count, @Nullable GlobPattern match, @Nullable Bytes type, boolean values) {
  private static final int COUNT_DEFAULT = 10;
  private static final String NOT_FIELDS = "ERR NOVALUES option can only be used in HSCAN";

  /** What is scanned: some options are for one of them only. */
  private enum Scanned {
    KEYS,
    FIELDS,
    MEMBERS
  }

  /** The options of SSCAN and ZSCAN, from argument {@code first} on. */
  public static ScanOptions ofElements(Arguments args, int first) {
    return parse(args, first, Scanned.MEMBERS);
  }

  /** The options of HSCAN, which may leave out the values. */
  public static ScanOptions ofFields(Arguments args, int first) {
    return parse(args, first, Scanned.FIELDS);
  }

  /** The options of SCAN, which may also name a type. */
  public static ScanOptions ofKeys(Arguments args, int first) {
    return parse(args, first, Scanned.KEYS);
  }

  private static ScanOptions parse(Arguments args, int first, Scanned scanned) {
    int count = COUNT_DEFAULT;
    GlobPattern match = null;
    Bytes type = null;
    boolean values = true;
    for (int i = first; i < args.count(); i++) {
      if (args.is(i, "NOVALUES")) {
        values = false;
        requireFields(scanned);
      } else if (!args.hasNext(i)) {
        throw Errors.syntax();
      } else if (args.is(i, "COUNT")) {
        count = count(args, ++i);
      } else if (args.is(i, "MATCH")) {
        match = GlobPattern.of(args.get(++i));
      } else if (scanned == Scanned.KEYS && args.is(i, "TYPE")) {
        type = args.get(++i);
      } else {
        throw Errors.syntax();
      }
    }
    return new ScanOptions(count, match == null || match.isStar() ? null : match, type, values);
  }

  private static void requireFields(Scanned scanned) {
    if (scanned != Scanned.FIELDS) {
      throw new CommandError(NOT_FIELDS);
    }
  }

  private static int count(Arguments args, int index) {
    long count = args.integer(index);
    if (count < 1) {
      throw Errors.syntax();
    }
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  public boolean matches(Bytes element) {
    return match == null || match.matches(element);
  }

  public boolean matches(ValueType keyType) {
    return type == null || type.latin1().equalsIgnoreCase(keyType.redisName());
  }

  /**
   * The cursor at {@code index}, any 64 bits, as C's strtoul reads it: a sign is allowed, and no
   * digits at all are a zero.
   */
  public static long cursor(Arguments args, int index) {
    Bytes text = args.get(index);
    boolean signed = !text.isEmpty() && (text.at(0) == '-' || text.at(0) == '+');
    long cursor = 0;
    for (int i = signed ? 1 : 0; i < text.length(); i++) {
      int digit = text.at(i) - '0';
      if (digit < 0 || digit > 9 || overflows(cursor, digit)) {
        throw new CommandError(Errors.INVALID_CURSOR);
      }
      cursor = cursor * 10 + digit;
    }
    if (signed && text.length() == 1) {
      throw new CommandError(Errors.INVALID_CURSOR);
    }
    return signed && text.at(0) == '-' ? -cursor : cursor;
  }

  private static boolean overflows(long unsigned, int digit) {
    long limit = Long.divideUnsigned(-1L, 10);
    int byQuotient = Long.compareUnsigned(unsigned, limit);
    return byQuotient > 0 || (byQuotient == 0 && digit > Long.remainderUnsigned(-1L, 10));
  }

  /** The reply of all four: the cursor to go on with, then what was visited and matched. */
  public static Reply reply(long cursor, Reply elements) {
    return Reply.array(Reply.bulk(Bytes.of(Long.toUnsignedString(cursor))), elements);
  }
}
