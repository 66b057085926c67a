package io.talus.commands.differential;

import io.talus.domain.bytes.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The words that stand for the lower-case words of commands.txt. There are few keys, fields and
 * members, so that commands meet; times are either past or far ahead, so that nothing expires while
 * the two sides run one after the other.
 */
final class Vocabulary {
  private static final List<String> TYPES = List.of("str", "hash", "list", "set", "zset");
  private static final int KEYS_OF_A_TYPE = 3;
  private static final int OTHER_TYPE_PERCENT = 6;
  private static final int EXTREME_PERCENT = 4;

  private static final List<String> WORDS =
      List.of("a", "b", "c", "d", "e", "1", "2", "10", "", "hello world", "ünï\r\n\u0000\u00ff");
  private static final List<String> EXTREMES =
      List.of(
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "4294967296",
          "2147483648",
          "-2147483649");
  private static final List<String> FLOATS =
      List.of("0.1", "-0.1", "1.5", "3.0e3", "1e-5", "-2.25", "100", "1e17", "3.14159265358979");
  private static final List<String> SCORES =
      List.of("0", "1", "2", "3", "-1", "1.5", "0.25", "-0.5", "1e10", "inf", "-inf", "3");
  private static final List<String> LEX_BOUNDS =
      List.of("-", "+", "[a", "(a", "[c", "(c", "[d", "(1", "[", "(");
  private static final List<String> PATTERNS =
      List.of("*", "?", "s*", "[a-c]", "[^a]*", "*1", "h*1", "\\*", "z???1", "list?", "", "hello*");
  private static final List<String> BIT_TYPES =
      List.of("u8", "i8", "u1", "i5", "u16", "i32", "u63", "i64");

  /** Around the ends of the pieces in which Talus keeps long strings. */
  private static final List<String> FAR_OFFSETS =
      List.of("16383", "16384", "16385", "20000", "32768", "40000", "131071", "131072");

  private final RandomGenerator random;

  Vocabulary(RandomGenerator random) {
    this.random = random;
  }

  /** A word for the name; an exception if there is no such name. */
  Bytes word(String name) {
    return Bytes.of(text(name));
  }

  private String text(String name) {
    return switch (name) {
      case "key" -> key(pick(TYPES));
      case "str", "hash", "list", "set", "zset" ->
          key(happens(OTHER_TYPE_PERCENT) ? pick(TYPES) : name);
      // Sorted sets whose scores are all 0: for others ranges of members mean nothing.
      case "lex" -> key(name);
      case "value" -> value();
      case "field", "member" -> pick(WORDS);
      case "int" -> extremeOr(Integer.toString(random.nextInt(-10, 20)));
      // Redis saturates bit fields wrongly by what is close to the ends of 64 bits.
      case "small" -> Integer.toString(random.nextInt(-1000, 1000));
      case "float" -> pick(FLOATS);
      case "score" -> pick(SCORES);
      case "bound" -> bound();
      case "lexbound" -> pick(LEX_BOUNDS);
      case "index" -> extremeOr(Integer.toString(random.nextInt(-6, 7)));
      case "count" -> Integer.toString(random.nextInt(-4, 8));
      case "positive" -> Integer.toString(random.nextInt(1, 6));
      case "offset" -> Integer.toString(random.nextInt(50));
      case "faroffset" -> pick(FAR_OFFSETS);
      case "pattern" -> pick(PATTERNS);
      case "typename" -> pick(List.of("string", "list", "set", "zset", "hash", "none"));
      case "bits" -> pick(BIT_TYPES);
      case "seconds" -> pick(List.of("100", "5000", "100000", "0", "-1", "-100"));
      case "millis" -> pick(List.of("100000", "5000000", "100000000", "0", "-1"));
      case "unix" -> pick(List.of("4102444800", "4102448400", "4202444800", "1", "0", "-1"));
      case "unixmillis" -> pick(List.of("4102444800000", "4102444800001", "4202444800000", "1"));
      default -> throw new IllegalArgumentException("word: " + name);
    };
  }

  private String key(String type) {
    return type + random.nextInt(1, KEYS_OF_A_TYPE + 1);
  }

  private String value() {
    return switch (random.nextInt(8)) {
      case 0 -> Integer.toString(random.nextInt(-5, 100));
      case 1 -> pick(FLOATS);
      case 2 -> pick(EXTREMES);
      case 3 -> "x".repeat(random.nextInt(100));
      case 4 -> random.nextInt(4) == 0 ? "y".repeat(random.nextInt(16_300, 40_000)) : "z";
      default -> pick(WORDS);
    };
  }

  private String bound() {
    String score = pick(SCORES);
    return random.nextInt(3) == 0 ? "(" + score : score;
  }

  private String extremeOr(String usual) {
    return happens(EXTREME_PERCENT) ? pick(EXTREMES) : usual;
  }

  private boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
