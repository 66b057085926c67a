/** Values, rules and pure state machines of Talus. The JDK only, and no I/O, threads or clocks. */
@NullMarked
package io.talus.domain;

import org.jspecify.annotations.NullMarked;
