package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import java.util.List;

/**
 * What LMPOP, ZMPOP and their blocking kin ask for: {@code numkeys key [key ...] end [COUNT
 * count]}.
 *
 * @param keys the first that exists is popped from
 * @param end the end to pop from
 * @param count up to how many elements are popped; at least 1
 */
public record MultiPop<E>(List<Bytes> keys, E end, long count) {

  public static <E> MultiPop<E> parse(Arguments args, int numkeysAt, EndParser<E> endParser) {
    long numkeys = args.integer(numkeysAt, 1, Long.MAX_VALUE, Errors.NUMKEYS);
    if (numkeys >= args.count() - numkeysAt - 1) {
      throw Errors.syntax();
    }
    int endAt = numkeysAt + 1 + (int) numkeys;
    E end = endParser.parse(args, endAt);
    return new MultiPop<>(args.slice(numkeysAt + 1, endAt), end, count(args, endAt + 1));
  }

  private static long count(Arguments args, int optionAt) {
    if (optionAt == args.count()) {
      return 1;
    }
    if (!args.is(optionAt, "COUNT") || !args.hasNext(optionAt)) {
      throw Errors.syntax();
    }
    long count = args.integer(optionAt + 1, 1, Long.MAX_VALUE, Errors.COUNT);
    if (args.hasNext(optionAt + 1)) {
      throw Errors.syntax();
    }
    return count;
  }

  /** Reads the argument that names an end; throws a syntax error for anything else. */
  @FunctionalInterface
  public interface EndParser<E> {
    E parse(Arguments args, int index);
  }
}
