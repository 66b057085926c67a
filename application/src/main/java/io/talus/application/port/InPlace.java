package io.talus.application.port;

import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Value;

/**
 * A large collection of which only the header is resident, with the changes that the store does not
 * have yet; all else is read from the store when it is asked for. The resident tier keeps it as it
 * keeps any other value, and evicts it when it is clean.
 *
 * <p>Belongs to the shard's thread.
 */
public interface InPlace {
  /** The collection as commands see it: this object. */
  Value value();

  CollectionHeader header();

  /** Where its elements are. */
  StoredCollection stored();

  /** Takes a change of the collection, which will have this index in its slot's log. */
  void change(OfCollection change, long index);

  /** The index of the last change; 0 if it was never changed. */
  long lastIndex();

  /**
   * Forgets changes up to this index, oldest first: from now on every read of the store has them.
   * As long as they are not forgotten they say the same as the store.
   *
   * @param steps how many changes to forget at the most
   * @return how many steps were not needed; 0 if there may be more to forget
   */
  int settle(long index, int steps);

  /** Whether there are changes that were not settled. */
  boolean hasChanges();

  /** An estimate of the heap that header and changes take. */
  long sizeBytes();
}
