/** The contract of the network between nodes, and what its tests use. */
@NullMarked
package io.talus.testkit.peer;

import org.jspecify.annotations.NullMarked;
