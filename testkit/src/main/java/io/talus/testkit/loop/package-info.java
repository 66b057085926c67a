/** The contract of {@link io.talus.application.port.EventLoop}. */
@NullMarked
package io.talus.testkit.loop;

import org.jspecify.annotations.NullMarked;
