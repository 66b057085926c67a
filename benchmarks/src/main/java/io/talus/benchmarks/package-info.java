/** Microbenchmarks, and the comparison with redis-server. */
@NullMarked
package io.talus.benchmarks;

import org.jspecify.annotations.NullMarked;
