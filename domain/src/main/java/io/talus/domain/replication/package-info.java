/** How slots are replicated: pure state machines, without I/O, threads or clocks (ADR 21). */
@NullMarked
package io.talus.domain.replication;

import org.jspecify.annotations.NullMarked;
