/** What every {@link io.talus.application.port.ResidentTier} has to do. */
@NullMarked
package io.talus.testkit.resident;

import org.jspecify.annotations.NullMarked;
