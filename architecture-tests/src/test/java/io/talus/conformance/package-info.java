/**
 * Runs Redis's own test suite against a server of ours and counts how much of what redis-server
 * passes it passes.
 *
 * <p>The suite is fetched from the machine's Debian sources and never stored in this repository.
 */
@NullMarked
package io.talus.conformance;

import org.jspecify.annotations.NullMarked;
