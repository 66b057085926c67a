/** All command families together. */
@NullMarked
package io.talus.application.catalog;

import org.jspecify.annotations.NullMarked;
