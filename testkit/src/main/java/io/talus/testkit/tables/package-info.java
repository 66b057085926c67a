/** The contract of what keeps the tables. */
@NullMarked
package io.talus.testkit.tables;

import org.jspecify.annotations.NullMarked;
