/**
 * Which node believes in which: liveness between pairs of nodes, for all of their slots together.
 */
@NullMarked
package io.talus.domain.replication.support;

import org.jspecify.annotations.NullMarked;
