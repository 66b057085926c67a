/**
 * Talus inside a Java program: the same commands, without sockets.
 *
 * <pre>{@code
 * try (Talus talus = MemoryTalus.open()) {
 *   talus.execute("SET", "greeting", "hello");
 *   Reply reply = talus.execute("GET", "greeting"); // Bulk[value=hello]
 * }
 * }</pre>
 */
@NullMarked
package io.talus.application.embed;

import org.jspecify.annotations.NullMarked;
