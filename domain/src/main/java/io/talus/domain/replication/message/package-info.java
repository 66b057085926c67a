/** What the replicas of one slot say to each other. */
@NullMarked
package io.talus.domain.replication.message;

import org.jspecify.annotations.NullMarked;
