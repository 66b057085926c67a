/**
 * Replica groups of several nodes in one thread: the state machines of {@code
 * io.talus.domain.replication} with simulated clocks, disks and links, clients, faults and what
 * must always hold. Everything follows from one seed.
 */
@NullMarked
package io.talus.testkit.cluster;

import org.jspecify.annotations.NullMarked;
