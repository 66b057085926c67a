package io.talus.application.command;

import io.talus.domain.bytes.Decimal;
import java.util.function.IntConsumer;

/**
 * Where keys stand among a command's arguments, in the terms of Redis's key specifications.
 *
 * @param flags as COMMAND INFO shows them, space separated: {@code RO ACCESS}, {@code RW UPDATE},
 *     ...
 */
public record KeySpec(String flags, Begin begin, Find find) {
  public static final String READ = "RO ACCESS";
  public static final String READ_METADATA = "RO";
  public static final String UPDATE = "RW UPDATE";
  public static final String READ_UPDATE = "RW ACCESS UPDATE";
  public static final String INSERT = "RW INSERT";
  public static final String OVERWRITE = "OW UPDATE";
  public static final String DELETE = "RW ACCESS DELETE";
  public static final String DELETE_UNREAD = "RW DELETE";

  /** Where the search begins. */
  public sealed interface Begin {
    /** At a fixed argument. */
    record Index(int position) implements Begin {}

    /**
     * After a keyword, looked for from {@code startFrom} on; negative: from so far before the end
     * backwards, where the last of several counts.
     */
    record Keyword(String word, int startFrom) implements Begin {}
  }

  /** Which arguments from there on are keys. */
  public sealed interface Find {
    /**
     * From the begin to a last argument.
     *
     * @param last relative to the begin; negative counts from the end (-1 the last argument)
     * @param step distance between keys
     */
    record Range(int last, int step) implements Find {}

    /**
     * As many as an argument says.
     *
     * @param numberAt where the number of keys stands, relative to the begin
     * @param first the first key, relative to the begin
     */
    record Count(int numberAt, int first, int step) implements Find {}
  }

  /** One key at a fixed argument. */
  public static KeySpec at(String flags, int position) {
    return range(flags, position, 0, 1);
  }

  /** Keys from {@code first} on; {@code last} as in {@link Find.Range}. */
  public static KeySpec range(String flags, int first, int last, int step) {
    return new KeySpec(flags, new Begin.Index(first), new Find.Range(last, step));
  }

  /** {@code numkeys key [key ...]} with numkeys at {@code position}. */
  public static KeySpec counted(String flags, int position) {
    return new KeySpec(flags, new Begin.Index(position), new Find.Count(0, 1, 1));
  }

  /** One key after a keyword. */
  public static KeySpec after(String flags, String keyword, int startFrom) {
    return new KeySpec(flags, new Begin.Keyword(keyword, startFrom), new Find.Range(0, 1));
  }

  /** Whether there may be more than one. */
  public boolean isMany() {
    return !(find instanceof Find.Range range) || range.last != 0;
  }

  /** Visits the positions of the keys; none if the arguments do not fit. */
  public void forEach(Arguments args, IntConsumer visitor) {
    int start = start(args);
    if (start < 0 || start >= args.count()) {
      return;
    }
    switch (find) {
      case Find.Range range -> {
        int last = range.last < 0 ? args.count() + range.last : start + range.last;
        visit(start, Math.min(last, args.count() - 1), range.step, visitor);
      }
      case Find.Count count -> {
        int number = number(args, start + count.numberAt);
        int first = start + count.first;
        if (number > 0 && first + (number - 1L) * count.step < args.count()) {
          visit(first, first + (number - 1) * count.step, count.step, visitor);
        }
      }
    }
  }

  private static void visit(int first, int last, int step, IntConsumer visitor) {
    for (int i = first; i <= last; i += step) {
      visitor.accept(i);
    }
  }

  private int start(Arguments args) {
    return switch (begin) {
      case Begin.Index index -> index.position;
      case Begin.Keyword keyword -> keywordAt(args, keyword) + 1;
    };
  }

  private static int keywordAt(Arguments args, Begin.Keyword keyword) {
    boolean forwards = keyword.startFrom >= 0;
    int step = forwards ? 1 : -1;
    int from = forwards ? keyword.startFrom : args.count() + keyword.startFrom;
    for (int i = from; i > 0 && i < args.count() - 1; i += step) {
      if (args.is(i, keyword.word)) {
        return i;
      }
    }
    return -2;
  }

  private static int number(Arguments args, int position) {
    if (position >= args.count()) {
      return 0;
    }
    long parsed = Decimal.parse(args.get(position)).orElse(0);
    return parsed > 0 && parsed <= args.count() ? (int) parsed : 0;
  }
}
