/**
 * The logical effects of commands: what the binlog holds, replicas apply and recovery replays.
 *
 * <p>Applying a mutation needs no reads and may be repeated: list entries carry absolute positions,
 * a collection's header is logged as it is after the command, and what an index needs of the
 * replaced state travels with the mutation.
 */
@NullMarked
package io.talus.domain.mutation;

import org.jspecify.annotations.NullMarked;
