/** Connections: what a client has selected, proven, named, queued and watched. */
@NullMarked
package io.talus.application.session;

import org.jspecify.annotations.NullMarked;
