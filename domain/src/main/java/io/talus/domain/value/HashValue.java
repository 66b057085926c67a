package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash. Fields whose time has come are not in it: the view drops them before a command sees it.
 */
public non-sealed interface HashValue extends CollectionValue {
  /** The field, or null if the hash does not have it. */
  @Nullable HashField field(Bytes name);

  default boolean contains(Bytes name) {
    return field(name) != null;
  }

  /** All fields, ordered by {@link Bytes#compareByHash}. */
  void forEach(Consumer<HashField> visitor);

  /** These will be asked for one after the other: what has to be fetched is fetched at once. */
  default void expect(Collection<Bytes> names) {}

  /** See {@link Scan}. */
  long scan(long cursor, int count, Consumer<HashField> visitor);

  /** {@code count} fields drawn independently: the same field may come twice. */
  List<HashField> random(int count, RandomGenerator random);

  /**
   * When the first of its fields is due; {@link Expiry#NEVER} if none has an expiry. May be too
   * early, never too late.
   */
  long nextFieldDue();

  /** The fields that are due; the view drops them. */
  DueFields dueFields(long nowMillis);
}
