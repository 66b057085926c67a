package io.talus.product.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws bytes that are nearly, or not at all, requests. */
final class BadRequests {
  private static final int RANDOM_BYTES_MAX = 3_000;
  private static final int MUTATIONS_MAX = 4;
  private static final int NESTED = 5_000;

  /** Longer than an inline request may be. */
  private static final int LONG_LINE = 100_000;

  private static final List<String> LENGTHS =
      List.of(
          "-1",
          "-2",
          "0",
          "1048576",
          "1048577",
          "536870912",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "99999999999999999999",
          "",
          "a",
          "1a",
          "+1",
          " 1");

  private final RandomGenerator random;

  BadRequests(RandomGenerator random) {
    this.random = random;
  }

  byte[] next() {
    return switch (random.nextInt(8)) {
      case 0 -> randomBytes();
      case 1, 2, 3 -> mutated();
      case 4 -> latin1("*" + pick(LENGTHS) + "\r\n$3\r\nGET\r\n$1\r\na\r\n");
      case 5 -> latin1("*2\r\n$3\r\nGET\r\n$" + pick(LENGTHS) + "\r\na\r\n");
      case 6 -> latin1("*1\r\n".repeat(random.nextInt(1, NESTED)));
      default -> latin1("x".repeat(random.nextInt(LONG_LINE)) + (random.nextBoolean() ? "\n" : ""));
    };
  }

  /** A few requests of which nothing is wrong. */
  byte[] good() {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      requests.writeBytes(request());
    }
    return requests.toByteArray();
  }

  private byte[] request() {
    return switch (random.nextInt(6)) {
      case 0 -> request("PING");
      case 1 -> request("SET", "key", "value" + random.nextInt());
      case 2 -> request("GET", "key");
      case 3 -> request("LRANGE", "list", "0", "-1");
      case 4 -> request("RPUSH", "list", "x".repeat(random.nextInt(100)));
      default -> latin1("GET key\r\n");
    };
  }

  static byte[] request(String... words) {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return latin1(request.toString());
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(1, RANDOM_BYTES_MAX)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated() {
    byte[] bytes = good();
    for (int i = random.nextInt(1, MUTATIONS_MAX); i > 0; i--) {
      bytes = mutate(bytes);
    }
    return bytes;
  }

  private byte[] mutate(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(3)) {
      case 0 -> {
        bytes[at] = (byte) random.nextInt(256);
        yield bytes;
      }
      case 1 -> joined(bytes, at, at + 1);
      default -> joined(bytes, at, random.nextInt(at + 1));
    };
  }

  /** The bytes before {@code end} and those from {@code begin} on: something missing or twice. */
  private static byte[] joined(byte[] bytes, int end, int begin) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, end);
    joined.write(bytes, begin, bytes.length - begin);
    return joined.size() == 0 ? bytes : joined.toByteArray();
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
