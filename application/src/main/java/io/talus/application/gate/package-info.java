/**
 * How a tick is logged, and what leaves the node when: the units of a tick ({@code PendingUnit})
 * become one block ({@code BlockLog}), or nothing where there is no log ({@code NoLog}); then its
 * replies may go ({@code Tick}).
 *
 * <p>What enters are units, replies with the tickets that they wait for, and what other nodes say
 * of the log ({@code ReplicatedSlots}). What leaves are blocks to the binlog, and replies to
 * clients. All of it belongs to the shard's thread.
 */
@NullMarked
package io.talus.application.gate;

import org.jspecify.annotations.NullMarked;
