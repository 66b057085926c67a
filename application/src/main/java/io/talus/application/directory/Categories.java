package io.talus.application.directory;

import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import java.util.LinkedHashSet;
import java.util.Set;

/** The ACL categories of a command, as Redis derives them from group and flags. */
public final class Categories {
  /** Commands that Redis calls dangerous for other reasons than being administrative. */
  private static final Set<String> DANGEROUS =
      Set.of("keys", "flushall", "flushdb", "sort", "sort_ro", "swapdb", "info", "role", "restore");

  private static final Set<String> NAMES =
      Set.of(
          "keyspace",
          "read",
          "write",
          "set",
          "sortedset",
          "list",
          "hash",
          "string",
          "bitmap",
          "hyperloglog",
          "geo",
          "stream",
          "pubsub",
          "admin",
          "fast",
          "slow",
          "blocking",
          "dangerous",
          "connection",
          "transaction",
          "scripting");

  private Categories() {}

  /** The names of all categories. */
  public static Set<String> names() {
    return NAMES;
  }

  /** The categories of a command, without the {@code @}. */
  public static Set<String> of(CommandSpec spec) {
    Set<String> categories = new LinkedHashSet<>();
    addGroup(spec, categories);
    add(categories, spec, CommandFlag.WRITE, "write");
    add(categories, spec, CommandFlag.READONLY, "read");
    add(categories, spec, CommandFlag.ADMIN, "admin");
    add(categories, spec, CommandFlag.ADMIN, "dangerous");
    add(categories, spec, CommandFlag.PUBSUB, "pubsub");
    add(categories, spec, CommandFlag.BLOCKING, "blocking");
    if (DANGEROUS.contains(spec.name())) {
      categories.add("dangerous");
    }
    categories.add(spec.has(CommandFlag.FAST) ? "fast" : "slow");
    return categories;
  }

  private static void add(
      Set<String> categories, CommandSpec spec, CommandFlag flag, String category) {
    if (spec.has(flag)) {
      categories.add(category);
    }
  }

  private static void addGroup(CommandSpec spec, Set<String> categories) {
    switch (spec.docs().group()) {
      case "generic" -> categories.add("keyspace");
      case "sorted-set" -> categories.add("sortedset");
      case "transactions" -> categories.add("transaction");
      case "server", "cluster", "" -> {
        // These have no category of their own.
      }
      default -> categories.add(spec.docs().group());
    }
  }
}
