package io.talus.application.metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be written, and what must still be true for that: all of it is, or nothing. No key is
 * written twice.
 *
 * @param conditions each key still has the revision that somebody saw
 */
public record MetadataChange(List<Condition> conditions, List<Write> writes) {
  /** Larger changes are refused: etcd takes 128 operations at once by default. */
  public static final int OPERATIONS_MAX = 128;

  /**
   * What a key's revision must be.
   *
   * @param revision of the key's last change; 0 if it must not exist
   */
  public record Condition(String key, long revision) {}

  /** One key. */
  public sealed interface Write {
    String key();

    /**
     * The key gets a value.
     *
     * @param lease with which it goes away; 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Put(String key, byte[] value, long lease) implements Write {}

    record Delete(String key) implements Write {}
  }

  public MetadataChange {
    conditions = List.copyOf(conditions);
    writes = List.copyOf(writes);
    if (conditions.size() > OPERATIONS_MAX || writes.size() > OPERATIONS_MAX) {
      throw new IllegalArgumentException(
          "%d conditions, %d writes (expected: up to %d of each)"
              .formatted(conditions.size(), writes.size(), OPERATIONS_MAX));
    }
    Set<String> keys = new HashSet<>();
    for (Write write : writes) {
      if (!keys.add(write.key())) {
        throw new IllegalArgumentException("key '" + write.key() + "' is written twice");
      }
    }
  }

  /** A change without anything in it, to begin with. */
  public static MetadataChange nothing() {
    return new MetadataChange(List.of(), List.of());
  }

  /** The same, provided that the key still has this revision; 0 if it must not exist. */
  public MetadataChange provided(String key, long revision) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(new Condition(key, revision));
    return new MetadataChange(more, writes);
  }

  public MetadataChange put(String key, byte[] value) {
    return put(key, value, 0);
  }

  public MetadataChange put(String key, byte[] value, long lease) {
    return with(new Write.Put(key, value, lease));
  }

  public MetadataChange delete(String key) {
    return with(new Write.Delete(key));
  }

  private MetadataChange with(Write write) {
    List<Write> more = new ArrayList<>(writes);
    more.add(write);
    return new MetadataChange(conditions, more);
  }
}
