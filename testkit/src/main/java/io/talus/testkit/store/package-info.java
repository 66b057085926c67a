/** What every {@link io.talus.application.port.SlotStore} has to do. */
@NullMarked
package io.talus.testkit.store;

import org.jspecify.annotations.NullMarked;
