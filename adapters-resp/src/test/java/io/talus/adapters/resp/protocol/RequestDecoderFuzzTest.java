package io.talus.adapters.resp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random input: valid requests with bytes changed, cut into random pieces. Replay one with its
 * seed.
 */
final class RequestDecoderFuzzTest {
  private static final long FIRST_SEED = 1;
  private static final int SEEDS = 20_000;

  /** What steers a RESP decoder. */
  private static final byte[] TELLING = {
    '*', '$', '\r', '\n', '-', '0', '1', '9', '"', '\'', ' ', 0
  };

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void anythingIsDecodedOrRefused() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] input = damaged(requests(random), random);

      Outcome whole = decode(input, List.of(input.length));
      Outcome pieces = decode(input, pieces(input.length, random));

      String message = "seed " + seed;
      assertEquals(whole.error, pieces.error, message);
      assertEquals(whole.requests, pieces.requests, message);
      assertTrue(whole.pending <= input.length + 40L * input.length, message);
    }
  }

  private record Outcome(List<List<String>> requests, String error, long pending) {}

  private static Outcome decode(byte[] input, List<Integer> pieces) {
    Requests requests = new Requests();
    requests.authenticated = input.length % 2 == 0;
    List<List<String>> decoded = new ArrayList<>();
    int at = 0;
    for (int piece : pieces) {
      try {
        decoded.addAll(requests.receive(Arrays.copyOfRange(input, at, at + piece)));
      } catch (MalformedRequestException e) {
        assertTrue(e.error().startsWith("Protocol error: "), e.error());
        return new Outcome(List.of(), e.error(), 0);
      }
      at += piece;
    }
    return new Outcome(decoded, "", requests.decoder.pendingBytes());
  }

  private static List<Integer> pieces(int length, Random random) {
    List<Integer> pieces = new ArrayList<>();
    int left = length;
    while (left > 0) {
      int piece = Math.min(left, 1 + random.nextInt(1 + random.nextInt(64)));
      pieces.add(piece);
      left -= piece;
    }
    return pieces;
  }

  private static byte[] requests(Random random) {
    StringBuilder sent = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int arguments = random.nextInt(5);
      if (random.nextInt(4) == 0) {
        sent.append("SET 'a b' \"\\x41\\n\" ").append(arguments).append("\r\n");
      } else {
        sent.append('*').append(arguments).append("\r\n");
        for (int j = 0; j < arguments; j++) {
          String argument = "x".repeat(random.nextInt(20));
          sent.append('$').append(argument.length()).append("\r\n").append(argument).append("\r\n");
        }
      }
    }
    return sent.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] damaged(byte[] input, Random random) {
    for (int i = random.nextInt(4); i > 0 && input.length > 0; i--) {
      int at = random.nextInt(input.length);
      input[at] =
          random.nextBoolean()
              ? TELLING[random.nextInt(TELLING.length)]
              : (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(input, random.nextInt(input.length + 1)) : input;
  }
}
