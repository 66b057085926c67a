package io.talus.application.directory;

import java.util.List;
import java.util.Locale;

/**
 * An argument of a command's syntax, as COMMAND DOCS describes it.
 *
 * @param token the keyword before it; empty if there is none
 * @param multiple whether it may come several times
 * @param multipleToken whether its keyword comes each time as well
 * @param parts the alternatives of a choice, or what a block consists of
 */
record Argument(
    String name,
    Type type,
    String token,
    boolean optional,
    boolean multiple,
    boolean multipleToken,
    List<Argument> parts) {

  /** Redis's types of arguments. */
  enum Type {
    STRING,
    INTEGER,
    DOUBLE,
    KEY,
    PATTERN,
    UNIX_TIME,
    PURE_TOKEN,
    ONEOF,
    BLOCK;

    String redisName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A value. */
  static Argument value(String name) {
    return new Argument(name, ArgumentTypes.of(name), "", false, false, false, List.of());
  }

  /** A keyword alone. */
  static Argument token(String token) {
    return new Argument(
        token.toLowerCase(Locale.ROOT), Type.PURE_TOKEN, token, false, false, false, List.of());
  }

  /** One of several; the only one if there is but one. */
  static Argument choice(List<Argument> alternatives) {
    return alternatives.size() == 1 ? alternatives.getFirst() : group(Type.ONEOF, alternatives);
  }

  /** Several after each other; the only one if there is but one. */
  static Argument block(List<Argument> parts) {
    return parts.size() == 1 ? parts.getFirst() : group(Type.BLOCK, parts);
  }

  private static Argument group(Type type, List<Argument> parts) {
    String name = parts.getFirst().name() + "-" + (type == Type.BLOCK ? "block" : "choice");
    return new Argument(name, type, "", false, false, false, parts);
  }

  Argument withToken(String keyword) {
    String named =
        type == Type.ONEOF || type == Type.BLOCK ? keyword.toLowerCase(Locale.ROOT) : name;
    return new Argument(named, type, keyword, optional, multiple, multipleToken, parts);
  }

  Argument asOptional() {
    return new Argument(name, type, token, true, multiple, multipleToken, parts);
  }

  Argument repeated(boolean withToken) {
    return new Argument(name, type, token, optional, true, withToken, parts);
  }
}
