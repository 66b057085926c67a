/** Puts a Talus node together: configuration, wiring and the command line. */
@NullMarked
package io.talus.bootstrap;

import org.jspecify.annotations.NullMarked;
