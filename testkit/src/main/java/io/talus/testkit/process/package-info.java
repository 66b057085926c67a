/**
 * Servers as child processes: started for a test or a measurement, ended by their id, and swept
 * away.
 */
@NullMarked
package io.talus.testkit.process;

import org.jspecify.annotations.NullMarked;
