package io.talus.application.directory;

import java.util.Set;

/**
 * The type of an argument by its name. redis-cli stops giving hints when what was typed does not
 * fit, so what may be written in other ways (a start such as {@code (1}) is a string.
 */
final class ArgumentTypes {
  private static final Set<String> KEYS =
      Set.of("key", "newkey", "source", "destination", "destkey", "src", "dst", "key1", "key2");
  private static final Set<String> INTEGERS =
      Set.of(
          "bit",
          "count",
          "cursor",
          "index",
          "len",
          "limit",
          "milliseconds",
          "num-matches",
          "numfields",
          "numkeys",
          "numreplicas",
          "offset",
          "port",
          "protover",
          "rank",
          "seconds");
  private static final Set<String> DOUBLES =
      Set.of("latitude", "longitude", "radius", "score", "timeout", "weight");

  private ArgumentTypes() {}

  static Argument.Type of(String name) {
    if (KEYS.contains(name)) {
      return Argument.Type.KEY;
    } else if (INTEGERS.contains(name)) {
      return Argument.Type.INTEGER;
    } else if (DOUBLES.contains(name)) {
      return Argument.Type.DOUBLE;
    } else if (name.startsWith("unix-time")) {
      return Argument.Type.UNIX_TIME;
    } else {
      return name.equals("pattern") ? Argument.Type.PATTERN : Argument.Type.STRING;
    }
  }
}
