/**
 * The whole cluster as the metadata has it: an immutable image, and the changes that lead to the
 * next.
 */
@NullMarked
package io.talus.domain.replication.topology;

import org.jspecify.annotations.NullMarked;
