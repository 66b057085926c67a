/**
 * A whole node without sockets and threads, on a machine that fails: every moment is drawn from a
 * seed, and everything that the node says and keeps is held against a Talus in memory.
 *
 * <p>{@link io.talus.simulation.Simulation} is where to begin.
 */
@NullMarked
package io.talus.simulation;

import org.jspecify.annotations.NullMarked;
