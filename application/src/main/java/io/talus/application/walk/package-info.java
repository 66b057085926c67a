/**
 * Walks: commands that take whole large collections, page by page.
 *
 * <p>What enters: a {@link io.talus.application.command.DataCommand} with its arguments, and what
 * the shard knows at that moment ({@link io.talus.application.walk.WalkSite}). What leaves: {@link
 * io.talus.application.walk.Step}s, each of bounded size, which a reader's thread makes one at a
 * time ({@link io.talus.application.walk.Walker}) and the shard's thread carries out: pieces of a
 * reply, parts of a collection that is being built, and at the end an outcome.
 *
 * <p>All keys are read from one snapshot of the store, so the result is of one position in the log.
 * Elements come as {@link io.talus.application.walk.Pull}s in hash order (of sorted sets and lists
 * also in theirs); what is combined is merged in that order. A command says how it walks by being a
 * {@link io.talus.application.walk.WalkingCommand}; any other is run as it is, on the reader's
 * thread, and may use as much memory as a walk may. See docs/adr/0018-walks.md.
 */
@NullMarked
package io.talus.application.walk;

import org.jspecify.annotations.NullMarked;
