package io.talus.bootstrap.trial;

import java.util.List;
import java.util.Properties;

/**
 * What a trial cluster is made of; decided when its folder is made, and kept there.
 *
 * @param slots of table 0
 * @param replicas of each of them
 * @param consistency quorum or async
 * @param memory of each node, as {@code memory-budget} takes it
 * @param secret that its nodes prove to each other
 */
record TrialSettings(
    int nodes,
    int basePort,
    int slots,
    int replicas,
    String consistency,
    String memory,
    String secret) {
  private static final int SLOTS_MAX = 16_384;
  private static final List<String> CONSISTENCIES = List.of("quorum", "async");

  TrialSettings {
    require(
        nodes >= 1 && nodes <= TrialPorts.NODES_MAX,
        "--nodes %d (expected: 1..%d)".formatted(nodes, TrialPorts.NODES_MAX));
    require(
        Integer.bitCount(slots) == 1 && slots <= SLOTS_MAX,
        "--slots %d (expected: a power of two up to %d)".formatted(slots, SLOTS_MAX));
    require(
        replicas >= 1 && replicas <= nodes,
        "--replicas %d (expected: 1..%d, as there are so many nodes)".formatted(replicas, nodes));
    require(
        CONSISTENCIES.contains(consistency),
        "--consistency %s (expected: quorum or async)".formatted(consistency));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new TrialException(otherwise);
    }
  }

  TrialPorts ports() {
    return new TrialPorts(basePort);
  }

  /** As a file holds it. */
  Properties properties() {
    Properties text = new Properties();
    text.setProperty("nodes", "" + nodes);
    text.setProperty("base-port", "" + basePort);
    text.setProperty("slots", "" + slots);
    text.setProperty("replicas", "" + replicas);
    text.setProperty("consistency", consistency);
    text.setProperty("memory", memory);
    text.setProperty("secret", secret);
    return text;
  }

  static TrialSettings of(Properties text) {
    return new TrialSettings(
        number(text, "nodes"),
        number(text, "base-port"),
        number(text, "slots"),
        number(text, "replicas"),
        word(text, "consistency"),
        word(text, "memory"),
        word(text, "secret"));
  }

  private static int number(Properties text, String name) {
    String value = word(text, name);
    if (!value.matches("\\d{1,9}")) {
      throw new TrialException("%s: '%s' (expected: a number)".formatted(name, value));
    }
    return Integer.parseInt(value);
  }

  private static String word(Properties text, String name) {
    String value = text.getProperty(name);
    if (value == null) {
      throw new TrialException("there is no '%s'".formatted(name));
    }
    return value;
  }
}
