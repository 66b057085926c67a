/** Checks histories of concurrent operations for linearizability. */
@NullMarked
package io.talus.testkit.linear;

import org.jspecify.annotations.NullMarked;
