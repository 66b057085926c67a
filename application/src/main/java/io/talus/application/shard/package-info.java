/**
 * A shard: an event loop with its slots. Commands run here one after the other, on everything
 * executed before them; what they did is logged at the end of the tick, and then their replies may
 * leave.
 *
 * <p>What enters are commands of clients ({@code ShardGateway}, {@code Dispatcher}), what leaves
 * are their replies, through the gate. The rooms that it is made of, bottom up, are {@code slot},
 * {@code gate}, {@code execution}, {@code cold}, {@code reads}, {@code view} and {@code following};
 * {@code expiry} and {@code walking} are beside and above it, and {@code assembly} puts all of it
 * together.
 *
 * <p>Reading order: {@link io.talus.application.shard.Shard}, {@code CommandRunner}, then the rooms
 * as ARCHITECTURE.md names them.
 */
@NullMarked
package io.talus.application.shard;

import org.jspecify.annotations.NullMarked;
