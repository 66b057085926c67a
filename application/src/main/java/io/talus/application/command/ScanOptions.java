package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.GlobPattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of SCAN, HSCAN, SSCAN and ZSCAN. These read their cursor first, then look at the key,
 * and only then at the options.
 *
 * @param count how many elements to visit, at least 1
 * @param match what the elements have to match; null for all
 * @param type the only type to show, as the client wrote it; null for all
 */
public record ScanOptions(int count, @Nullable GlobPattern match, @Nullable Bytes type) {
  private static final int COUNT_DEFAULT = 10;

  /** The options of HSCAN, SSCAN and ZSCAN, from argument {@code first} on. */
  public static ScanOptions ofElements(Arguments args, int first) {
    return parse(args, first, false);
  }

  /** The options of SCAN, which may also name a type. */
  public static ScanOptions ofKeys(Arguments args, int first) {
    return parse(args, first, true);
  }

  private static ScanOptions parse(Arguments args, int first, boolean keys) {
    int count = COUNT_DEFAULT;
    GlobPattern match = null;
    Bytes type = null;
    for (int i = first; i < args.count(); i += 2) {
      if (!args.hasNext(i)) {
        throw Errors.syntax();
      } else if (args.is(i, "COUNT")) {
        count = count(args, i + 1);
      } else if (args.is(i, "MATCH")) {
        match = GlobPattern.of(args.get(i + 1));
      } else if (keys && args.is(i, "TYPE")) {
        type = args.get(i + 1);
      } else {
        throw Errors.syntax();
      }
    }
    return new ScanOptions(count, match == null || match.isStar() ? null : match, type);
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
