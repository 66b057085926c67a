/** Port contracts and simulated hardware for the tests of every adapter. */
@NullMarked
package io.talus.testkit;

import org.jspecify.annotations.NullMarked;
