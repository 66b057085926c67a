/** What a node counts: commands, errors and clients; and which commands were slow. */
@NullMarked
package io.talus.application.statistics;

import org.jspecify.annotations.NullMarked;
