/**
 * What a key can hold, as commands read it.
 *
 * <p>These are read-only views. A resident key is served by Java structures, a large one that is
 * not resident by its header and point reads; a command cannot tell which. What changes a value is
 * a {@link io.talus.domain.mutation.Mutation}.
 */
@NullMarked
package io.talus.domain.value;

import org.jspecify.annotations.NullMarked;
