package io.talus.application.command;

import java.util.function.IntConsumer;

/** Which arguments of a command nobody else may read: SLOWLOG and MONITOR hide them. */
@FunctionalInterface
public interface SecretArguments {
  SecretArguments NONE = (args, visitor) -> {};

  /** Visits their positions. */
  void forEach(Arguments args, IntConsumer visitor);

  /** All arguments from this position on. */
  static SecretArguments from(int first) {
    return (args, visitor) -> {
      for (int i = first; i < args.count(); i++) {
        visitor.accept(i);
      }
    };
  }

  /** So many arguments behind each such keyword, which is looked for from {@code startFrom} on. */
  static SecretArguments after(String keyword, int startFrom, int count) {
    return (args, visitor) -> {
      for (int i = startFrom; i < args.count(); i++) {
        if (args.is(i, keyword)) {
          for (int secret = i + 1; secret <= i + count && secret < args.count(); secret++) {
            visitor.accept(secret);
          }
          i += count;
        }
      }
    };
  }
}
