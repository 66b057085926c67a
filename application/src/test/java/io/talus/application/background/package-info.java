/** Tests of what nobody waits for, and the loop that other tests use as well. */
@NullMarked
package io.talus.application.background;

import org.jspecify.annotations.NullMarked;
