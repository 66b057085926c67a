/**
 * The data structures of the resident tier: compact, single-threaded, and fast enough that a
 * command costs less than the socket it came from.
 */
@NullMarked
package io.talus.adapters.memory.structure;

import org.jspecify.annotations.NullMarked;
