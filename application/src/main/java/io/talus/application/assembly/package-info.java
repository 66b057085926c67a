/**
 * Puts a shard together from the rooms below, in memory alone or in front of a log and a store.
 * This is the only place that knows all of them; nothing here runs after the start, but for the
 * making of slots ({@code SlotSource}) and the following of tables.
 *
 * <p>What enters are ports, settings and what the node knows of commands; what leaves is a running
 * shard, with the doors for connections ({@code ShardGateway}) and replication ({@code
 * ReplicatedSlots}). The door is {@code ShardAssembly}.
 */
@NullMarked
package io.talus.application.assembly;

import org.jspecify.annotations.NullMarked;
