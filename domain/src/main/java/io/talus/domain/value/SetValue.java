package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A set of members. */
public non-sealed interface SetValue extends CollectionValue {
  boolean contains(Bytes member);

  /** All members, ordered by {@link Bytes#compareByHash}. */
  void forEach(Consumer<Bytes> visitor);

  /** These will be asked for one after the other: what has to be fetched is fetched at once. */
  default void expect(Collection<Bytes> members) {}

  /** See {@link Scan}. */
  long scan(long cursor, int count, Consumer<Bytes> visitor);

  /** {@code count} members drawn independently: the same member may come twice. */
  List<Bytes> random(int count, RandomGenerator random);
}
