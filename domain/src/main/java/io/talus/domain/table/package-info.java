/** The tables of a node or cluster: an immutable image, and the changes that lead to the next. */
@NullMarked
package io.talus.domain.table;

import org.jspecify.annotations.NullMarked;
