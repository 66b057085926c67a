/** Several nodes in one thread, joined by a network that loses connections: any answers any key. */
@NullMarked
package io.talus.forward;

import org.jspecify.annotations.NullMarked;
