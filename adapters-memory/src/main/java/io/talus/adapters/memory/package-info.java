/** The in-memory twin of every driven port. */
@NullMarked
package io.talus.adapters.memory;

import org.jspecify.annotations.NullMarked;
