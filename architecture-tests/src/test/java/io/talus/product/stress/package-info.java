/** The node within this JVM, with all its threads, under load: what a race would break. */
@NullMarked
package io.talus.product.stress;

import org.jspecify.annotations.NullMarked;
