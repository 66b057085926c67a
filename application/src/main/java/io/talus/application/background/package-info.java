/**
 * Work that nobody waits for, and that no client sees: what happens when it fails. The rule stands
 * in {@code docs/THREADS.md}.
 */
@NullMarked
package io.talus.application.background;

import org.jspecify.annotations.NullMarked;
