/** The in-memory twin of every driven port; its keyspace is also the resident tier of a node. */
@NullMarked
package io.talus.adapters.memory;

import org.jspecify.annotations.NullMarked;
