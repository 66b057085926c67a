/**
 * The shard's side of walks (what a walk is: {@link io.talus.application.walk}): who walks, and how
 * many at a time ({@code StoredWalks}); how each begins and ends ({@code WalkStarts}, {@code
 * WalkCourse}); and who may not write meanwhile ({@code WalkLocks}).
 *
 * <p>What enters are commands that a run found to be too large for it. What leaves are steps for
 * the readers, units that build what a walk stores, and replies in pieces. The door is {@code
 * StoredWalks}; the runner of commands knows it as {@code Walks}. Belongs to the shard's thread.
 */
@NullMarked
package io.talus.application.walking;

import org.jspecify.annotations.NullMarked;
