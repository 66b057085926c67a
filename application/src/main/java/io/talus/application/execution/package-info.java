/**
 * The run in progress: its time and chance, the unit that it builds, what it may take of the heap,
 * and what its reply has to wait for.
 *
 * <p>What enters are mutations, which the slots show at once, and what a run looked at. What leaves
 * are units to the gate, the changed keys to whoever waits for them ({@code KeyInterests}), and
 * counters for INFO. The door is {@code Execution}, one for a shard. All of it belongs to the
 * shard's thread.
 */
@NullMarked
package io.talus.application.execution;

import org.jspecify.annotations.NullMarked;
