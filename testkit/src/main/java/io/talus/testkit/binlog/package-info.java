/** The contract of {@link io.talus.application.port.Binlog}. */
@NullMarked
package io.talus.testkit.binlog;

import org.jspecify.annotations.NullMarked;
