package io.talus.application.command;

/** The error texts that more than one command uses, byte for byte as Redis 7.2 writes them. */
public final class Errors {
  public static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";
  public static final String SYNTAX = "ERR syntax error";
  public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
  public static final String NOT_A_FLOAT = "ERR value is not a valid float";
  public static final String OUT_OF_RANGE = "ERR value is out of range";
  public static final String NOT_POSITIVE = "ERR value is out of range, must be positive";
  public static final String NO_SUCH_KEY = "ERR no such key";
  public static final String INDEX_OUT_OF_RANGE = "ERR index out of range";
  public static final String OFFSET_OUT_OF_RANGE = "ERR offset is out of range";
  public static final String STRING_TOO_LONG =
      "ERR string exceeds maximum allowed size (proto-max-bulk-len)";
  public static final String TIMEOUT_NOT_A_FLOAT = "ERR timeout is not a float or out of range";
  public static final String TIMEOUT_NOT_AN_INTEGER =
      "ERR timeout is not an integer or out of range";
  public static final String TIMEOUT_NEGATIVE = "ERR timeout is negative";
  public static final String TIMEOUT_OUT_OF_RANGE = "ERR timeout is out of range";
  public static final String COUNT = "ERR count should be greater than 0";
  public static final String NUMKEYS = "ERR numkeys should be greater than 0";
  public static final String INVALID_CURSOR = "ERR invalid cursor";

  public static final String INCREMENT_OVERFLOW = "ERR increment or decrement would overflow";
  public static final String INCREMENT_NOT_FINITE = "ERR increment would produce NaN or Infinity";
  public static final String NUMKEYS_TOO_MANY =
      "ERR Number of keys can't be greater than number of args";

  private Errors() {}

  public static CommandError wrongType() {
    return new CommandError(WRONG_TYPE);
  }

  public static CommandError syntax() {
    return new CommandError(SYNTAX);
  }

  public static CommandError notAnInteger() {
    return new CommandError(NOT_AN_INTEGER);
  }

  public static CommandError notAFloat() {
    return new CommandError(NOT_A_FLOAT);
  }

  /** {@code name} in lower case; a subcommand as {@code container|name}. */
  public static CommandError wrongArity(String name) {
    return new CommandError("ERR wrong number of arguments for '" + name + "' command");
  }

  /** The selected table, or one that a command names, is gone. */
  public static CommandError tableDropped(int number) {
    return new CommandError("ERR table " + number + " was dropped: SELECT another");
  }

  /** For the EXPIRE family and the options EX, PX, EXAT, PXAT. */
  public static CommandError invalidExpireTime(String name) {
    return new CommandError("ERR invalid expire time in '" + name + "' command");
  }
}
