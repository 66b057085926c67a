/** Positions in a slot's log. */
@NullMarked
package io.talus.domain.log;

import org.jspecify.annotations.NullMarked;
