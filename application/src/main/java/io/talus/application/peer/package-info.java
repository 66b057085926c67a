/**
 * What nodes of a cluster say to each other. Values only: how they travel is the concern of who
 * implements {@link io.talus.application.port.PeerNetwork}.
 */
@NullMarked
package io.talus.application.peer;

import org.jspecify.annotations.NullMarked;
