package io.talus.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * A command of the table of a cluster.
 *
 * @param prefix what stands before the numbers of its keys
 * @param isWrite whether a replica has something to wait for
 */
record ClusterLoad(String name, String prefix, boolean isWrite, RequestTemplate template) {
  /** So many keys it is spread over. */
  static final int KEYS = 100_000;

  private static final RequestTemplate WAIT = RequestTemplate.of("WAIT", "1", "0");

  static List<ClusterLoad> all() {
    return ColdWorkload.onKeys().stream()
        .map(
            one ->
                new ClusterLoad(
                    one.name(),
                    one.name().equals("INCR") ? "counter:" : "key:",
                    !one.name().equals("GET"),
                    one.template()))
        .toList();
  }

  static ClusterLoad named(String name) {
    return all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** A batch of so many, and a wait for the replica behind the last. */
  RequestTemplate[] waitedFor(int pipeline) {
    RequestTemplate[] batch = new RequestTemplate[pipeline + 1];
    Arrays.fill(batch, template);
    batch[pipeline] = WAIT;
    return batch;
  }
}
