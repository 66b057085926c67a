/**
 * The store behind the log, and memory within its share: the store is fed when it should be ({@code
 * StoreFollower}), what it has applied may be forgotten ({@code StoreProgress}), clean keys are
 * given up when there is too little room ({@code Eviction}), and writers wait if that does not help
 * ({@code Backlog}); {@code DiskRoom} refuses them when the disk is full. The door is {@code
 * Keeping}.
 *
 * <p>What enters is that the log was synced, and writers that ask for room. What leaves are batches
 * for the writer's thread, positions that slots and those who wait for them are told, and sessions
 * that go on. {@code Durability} says where data is kept, and on which threads. Belongs to the
 * shard's thread, but for {@code Durability}, whose methods say theirs.
 */
@NullMarked
package io.talus.application.following;

import org.jspecify.annotations.NullMarked;
