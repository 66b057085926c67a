/**
 * What a shard knows of its slots: counters and residents ({@code ShardSlot}), how far the slot's
 * log has come and what would be taken back ({@code SlotLog}, {@code SlotProgress}), and which keys
 * are not here but may be in the store ({@code EvictedKeys}).
 *
 * <p>What enters are mutations, positions that were released, committed or applied, and keys to be
 * given up. What leaves are residents to read from, positions to wait for, and tickets. Nobody here
 * knows the log, the store or a client. The doors are {@code OwnedSlots}, {@code Table} and {@code
 * ShardSlot}. All of it belongs to the shard's thread.
 */
@NullMarked
package io.talus.application.slot;

import org.jspecify.annotations.NullMarked;
