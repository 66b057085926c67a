/**
 * Keys that are due are dropped although nobody looks at them: the resident ones round by round
 * ({@code ActiveExpiry}), those in the store as it finds them ({@code DiskExpiry}), a few at a time
 * ({@code DueDrops}).
 *
 * <p>What enters is time, and keys of the store that are due. What leaves are units that drop keys
 * as a command would. The door is {@code ActiveExpiry}. Belongs to the shard's thread; the store is
 * read on its readers'.
 */
@NullMarked
package io.talus.application.expiry;

import org.jspecify.annotations.NullMarked;
