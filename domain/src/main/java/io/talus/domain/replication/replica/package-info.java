/** One replica of one slot as a pure state machine: {@code step(event, now) -> effects}. */
@NullMarked
package io.talus.domain.replication.replica;

import org.jspecify.annotations.NullMarked;
