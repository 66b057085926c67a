/**
 * A shard: an event loop with its slots. Commands run here one after the other, on everything
 * executed before them; what they did is logged at the end of the tick, and then their replies may
 * leave.
 *
 * <p>Reading order: {@link io.talus.application.shard.Shard}, then {@code Execution} (the run in
 * progress), {@code TableView} (what a command sees), {@code ShardSlot} (a slot's counters and
 * residents), {@code TickLog} (what becomes of units).
 */
@NullMarked
package io.talus.application.shard;

import org.jspecify.annotations.NullMarked;
