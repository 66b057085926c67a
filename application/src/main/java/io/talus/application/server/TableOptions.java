package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.PasswordDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The options of TABLE CREATE and ALTER, each with a value, each at most once. */
final class TableOptions {
  static final String PASSWORD = "PASSWORD";
  private static final String CONSISTENCY = "CONSISTENCY";
  private static final String SLOTS = "SLOTS";
  private static final String REPLICAS = "REPLICAS";

  private final Map<String, Bytes> values = new TreeMap<>();

  private TableOptions() {}

  /**
   * Reads them from the argument {@code from} on.
   *
   * @param isNew whether the table is being made, so that all of it is open
   */
  static TableOptions parse(Arguments args, int from, boolean isNew) {
    TableOptions options = new TableOptions();
    for (int i = from; i < args.count(); i += 2) {
      String name = args.text(i).toUpperCase(Locale.ROOT);
      boolean known =
          switch (name) {
            case PASSWORD, CONSISTENCY -> true;
            case SLOTS, REPLICAS -> isNew;
            default -> false;
          };
      if (!known || !args.hasNext(i) || options.values.put(name, args.get(i + 1)) != null) {
        throw Errors.syntax();
      }
    }
    options.requireValid();
    return options;
  }

  private void requireValid() {
    if (values.containsKey(CONSISTENCY) && consistency().isEmpty()) {
      throw new CommandError("ERR CONSISTENCY must be async or quorum");
    }
  }

  OptionalInt slots() {
    return number(SLOTS);
  }

  OptionalInt replicas() {
    return number(REPLICAS);
  }

  private OptionalInt number(String option) {
    Bytes value = values.get(option);
    return value == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            (int)
                new Arguments(value)
                    .integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE, Errors.NOT_AN_INTEGER));
  }

  Optional<Consistency> consistency() {
    return Optional.ofNullable(values.get(CONSISTENCY))
        .flatMap(value -> Consistency.of(value.latin1()));
  }

  /** Whether the table's password is to be another one, or none. */
  boolean givesPassword() {
    return values.containsKey(PASSWORD);
  }

  /** Empty if none is given, or an empty one, which means no password. */
  Optional<PasswordDigest> password() {
    return Optional.ofNullable(values.get(PASSWORD))
        .filter(password -> password.length() > 0)
        .map(PasswordDigest::of);
  }
}
