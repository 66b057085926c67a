/**
 * Where an admitted command runs: in comes a command with its arguments, out goes a {@link
 * io.talus.application.route.Route}. A single node says {@link
 * io.talus.application.route.Router#here}; a cluster's router knows who leads which slot.
 */
@NullMarked
package io.talus.application.route;

import org.jspecify.annotations.NullMarked;
