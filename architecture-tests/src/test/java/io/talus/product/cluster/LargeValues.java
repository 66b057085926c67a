package io.talus.product.cluster;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Keys with values that fill a log, and that nothing can make smaller. */
final class LargeValues {
  static final int VALUE_CHARS = 10_000;
  private static final String PREFIX = "large";
  private static final int PIPELINE = 50;

  /** Each of them waits for a leader as long as the cluster lets it. */
  private static final int ATTEMPTS_MAX = 20;

  private final List<String> keys = new ArrayList<>();

  /** Writes so many more keys, each until it is acknowledged. */
  void write(NodeProcess node, int count) throws IOException {
    try (RespClient client = new RespClient(node.port())) {
      for (int i = 0; i < count; i += PIPELINE) {
        int first = keys.size();
        List<String> some =
            IntStream.range(first, first + PIPELINE).mapToObj(number -> PREFIX + number).toList();
        keys.addAll(some);
        write(client, some);
      }
    }
  }

  private static void write(RespClient client, List<String> some) throws IOException {
    List<String> left = some;
    String error = "";
    for (int attempt = 0; !left.isEmpty(); attempt++) {
      if (attempt == ATTEMPTS_MAX) {
        throw new AssertionError("not written: " + left + ": " + error);
      }
      List<Answer> answers =
          client.pipeline(
              left.stream().map(key -> new String[] {"SET", key, valueOf(key)}).toList());
      List<String> refused = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        if (answers.get(i).isError()) {
          error = answers.get(i).text();
          refused.add(left.get(i));
        }
      }
      left = refused;
    }
  }

  List<String> keys() {
    return List.copyOf(keys);
  }

  static String valueOf(String key) {
    SplittableRandom random = new SplittableRandom(Long.parseLong(key.substring(PREFIX.length())));
    byte[] value = new byte[VALUE_CHARS];
    random.nextBytes(value);
    return new String(value, StandardCharsets.ISO_8859_1);
  }
}
