/** A disk that forgets, tears and fails as real ones do, from a seed. */
@NullMarked
package io.talus.testkit.disk;

import org.jspecify.annotations.NullMarked;
