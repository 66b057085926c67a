/** Who should lead and who should hold what: pure functions of what the manager knows. */
@NullMarked
package io.talus.domain.replication.plan;

import org.jspecify.annotations.NullMarked;
