package io.talus.application.port;

import io.talus.domain.mutation.Mutation;
import io.talus.domain.value.CollectionHeader;
import java.util.List;

/** What the store has to say of a key. */
public sealed interface Loaded {
  Loaded ABSENT = new Absent();
  Loaded NOT_IN_MEMORY = new NotInMemory();

  /** The store does not hold the key. */
  record Absent() implements Loaded {}

  /** The answer needs the disk, and the read was not allowed to go there. */
  record NotInMemory() implements Loaded {}

  /** The whole key, as the mutations that make it. */
  record Whole(List<? extends Mutation> contents) implements Loaded {}

  /** A collection, or string in chunks, above the limit given: its header alone. */
  record Large(CollectionHeader header) implements Loaded {}
}
