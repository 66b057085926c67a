/** Who holds a slot: members, their roles, and when what they hold counts. */
@NullMarked
package io.talus.domain.replication.group;

import org.jspecify.annotations.NullMarked;
