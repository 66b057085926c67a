package io.talus.application.port;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.value.Value;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The resident keys of one slot.
 *
 * <p>A key is wholly resident or not. A key with changes that are not yet in the store is
 * <em>dirty</em> until the store has applied its last change: a dirty key is never evicted, and a
 * dropped one leaves a tombstone for as long, so that what the store still holds is not taken for
 * the truth. Expiry is not looked at here: the caller compares {@link Value#expireAt}.
 *
 * <p>Belongs to the shard's thread.
 */
public interface ResidentSlot {
  /** What the key holds if it is resident; notes {@code nowSeconds} as its last use. */
  @Nullable Value find(Bytes key, int nowSeconds);

  /** As {@link #find}, without counting as a use. */
  @Nullable Value peek(Bytes key);

  /**
   * When the key was last used, in the seconds given to {@link #find}; -1 if it is not resident.
   */
  int lastUsedSeconds(Bytes key);

  /** Whether the key is known not to exist although the store may still hold it. */
  boolean isDropped(Bytes key);

  /**
   * The place in the slot's log of the last change of a value that {@link #find} or {@link #peek}
   * returned; 0 if clean.
   */
  long lastIndex(Value resident);

  /** What is applied from now on is written at this time. */
  void timeIs(int nowSeconds);

  /**
   * Applies what a command did. What the mutation is about is resident, or known not to exist.
   *
   * @param index the place that the mutation will have in the slot's log; never less than before
   * @param leaveTombstone whether a dropped key has to be remembered (see {@link #isDropped})
   */
  void apply(Mutation.OfKey mutation, long index, boolean leaveTombstone);

  /** Puts a key that was read from the store: clean, used now. It is not resident. */
  void install(List<? extends Mutation> contents, int nowSeconds);

  /**
   * Puts a large collection that stays in the store. It is not resident. Mutations of it go to
   * {@link InPlace#change}, and {@link #find} gives its {@link InPlace#value}.
   */
  void install(Bytes key, InPlace collection, int nowSeconds);

  /**
   * The key, which holds nothing, holds a collection that stays in the store from this index on.
   *
   * @param built has that header, and no changes yet
   */
  void publish(PublishBuilt publish, InPlace built, long index);

  /** Forgets everything, tombstones included. */
  void clear();

  /**
   * The store holds everything up to this index, and nobody reads it any more as it was before:
   * tombstones of older drops go. Older changes of large collections in place go with {@link
   * #settle}.
   *
   * @return whether there are any
   */
  boolean applied(long index);

  /**
   * Forgets changes of collections in place that the store has: there may be very many of them.
   *
   * @param steps how many at the most
   * @return how many steps were not needed; 0 if there may be more to forget
   */
  int settle(int steps);

  /** How many keys are resident, tombstones not counted. */
  long keys();

  /** How many resident keys have an expiry. */
  long expiringKeys();

  /** Visits resident keys in hash order; see {@link io.talus.domain.value.Scan}. */
  long scan(long cursor, int count, KeyVisitor visitor);

  /** A resident key drawn at random, or null if there is none. */
  @Nullable Bytes randomKey(RandomGenerator random);

  /**
   * The earliest time at which a resident key, or a field of a resident hash, may be due; {@link
   * io.talus.domain.value.Expiry#NEVER} if none has an expiry. May be too early, never too late.
   */
  long nextDue();

  /**
   * Visits up to {@code limit} resident keys that are due, or have a field that is; changes
   * nothing.
   */
  void due(long nowMillis, int limit, Consumer<Bytes> visitor);

  /**
   * Gives up clean keys that were not used since the hand last came by (the CLOCK algorithm), going
   * on from where the last call stopped. To write a key that was not there is no use of it yet.
   *
   * @param appliedIndex the store has applied the slot's log up to here: keys that were changed
   *     later stay
   * @param steps how many keys to look at, at the most
   * @param usedToo whether also keys go that were used
   * @param evicted is given the hash of each key that was given up
   * @return the bytes that became free
   */
  long evict(long appliedIndex, int steps, boolean usedToo, IntConsumer evicted);

  /** See {@link ResidentSlot#scan}. */
  @FunctionalInterface
  interface KeyVisitor {
    void visit(Bytes key, Value value);
  }
}
