/**
 * How the replicas of this node are driven: the pure state machines of {@code
 * io.talus.domain.replication} get what happens, and what they want done is done with the node's
 * log, the shard's slots and the network.
 *
 * <p>What enters are messages of other nodes, the topology, time, and what commands did in the
 * slots that this node leads. What leaves are notes and units for the log ({@code gate}), messages
 * to other nodes, and the word who leads what. All of it belongs to the shard's thread, but for
 * reading old entries of the log. The door is {@link io.talus.application.replication.Replicas}.
 */
@NullMarked
package io.talus.application.replication;

import org.jspecify.annotations.NullMarked;
