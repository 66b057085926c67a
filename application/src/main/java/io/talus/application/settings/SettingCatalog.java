package io.talus.application.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All settings, in the order in which docs/CONFIGURATION.md lists them. */
public final class SettingCatalog {
  /** What Redis shows only to those who name it: aids for its own tests. */
  private static final Set<String> HIDDEN =
      Set.of(
          "key-load-delay",
          "rdb-key-save-delay",
          "loading-process-events-interval-bytes",
          "use-exit-on-panic",
          "watchdog-period");

  private SettingCatalog() {}

  /** A chapter of the documents. */
  public record Chapter(String title, List<Setting<?>> settings) {}

  public static List<Chapter> chapters() {
    return List.of(
        new Chapter("Network and clients", ClientSettings.all()),
        new Chapter("Access", AccessSettings.all()),
        new Chapter("Storage and durability", StorageSettings.all()),
        new Chapter("Observation", ObservationSettings.all()),
        new Chapter("Encodings that OBJECT ENCODING shows", EncodingSettings.all()),
        new Chapter("Memory, as Redis has it", MemorySettings.all()),
        new Chapter("Process, as Redis has it", ProcessSettings.all()),
        new Chapter("Files, as Redis has them", FileSettings.all()),
        new Chapter("Replication, as Redis has it", ReplicationSettings.all()),
        new Chapter("Redis Cluster", ClusterSettings.all()),
        new Chapter("TLS", TlsSettings.all()));
  }

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    chapters().forEach(chapter -> all.addAll(chapter.settings()));
    return all;
  }

  /** Whether CONFIG GET shows the setting to those who ask with a pattern. */
  public static boolean isShown(String name) {
    return !HIDDEN.contains(name);
  }

  /** The names, aliases included, of the settings whose values nobody else may read. */
  public static Set<String> secretNames() {
    Set<String> names = new HashSet<>();
    for (Setting<?> setting : all()) {
      if (setting.secret()) {
        names.add(setting.name());
        names.addAll(setting.aliases());
      }
    }
    return Set.copyOf(names);
  }
}
