package io.talus.application.topology;

import io.talus.application.port.MetadataException;
import io.talus.domain.slot.SlotId;

/** The keys of the metadata. */
final class ClusterKeys {
  static final String CLUSTER = "cluster";
  static final String NODES = "nodes/";
  static final String TABLES = "tables/";
  static final String GROUPS = "groups/";
  static final String ALIVE = "alive/";

  private ClusterKeys() {}

  static String node(int number) {
    return NODES + number;
  }

  static String alive(int node) {
    return ALIVE + node;
  }

  static String table(int number) {
    return TABLES + number;
  }

  static String group(SlotId slot) {
    return GROUPS + slot.table() + "/" + slot.slot();
  }

  /** The number behind the prefix. */
  static int number(String key, String prefix) {
    return number(key, 0, key.substring(prefix.length()).split("/", -1), 1);
  }

  static SlotId slot(String key) {
    String[] numbers = key.substring(GROUPS.length()).split("/", -1);
    try {
      return new SlotId(number(key, 0, numbers, 2), number(key, 1, numbers, 2));
    } catch (IllegalArgumentException wrong) {
      throw new MetadataException(key + ": " + wrong.getMessage(), wrong);
    }
  }

  private static int number(String key, int index, String[] numbers, int count) {
    if (numbers.length != count || !numbers[index].matches("\\d{1,9}")) {
      throw new MetadataException("key '" + key + "' (expected: numbers)");
    }
    return Integer.parseInt(numbers[index]);
  }
}
