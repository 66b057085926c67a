/**
 * Frames: what stands on the wire between two nodes, and how messages are cut into them. The format
 * is described in {@link io.talus.adapters.replication}.
 */
@NullMarked
package io.talus.adapters.replication.frame;

import org.jspecify.annotations.NullMarked;
