/**
 * The cluster's metadata in memory: many nodes' stores joined to one {@link
 * io.talus.adapters.memory.metadata.MemoryMetadata}, which tests can take away from any of them.
 */
@NullMarked
package io.talus.adapters.memory.metadata;

import org.jspecify.annotations.NullMarked;
