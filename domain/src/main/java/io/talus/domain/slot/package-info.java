/** How keys are spread over hash slots and table slots. */
@NullMarked
package io.talus.domain.slot;

import org.jspecify.annotations.NullMarked;
