/**
 * How a command reads what it does not find resident ({@code StoreReads}): from the store's memory
 * if that is likely ({@code MemoryOdds}), else by ending the run; whole values ({@code
 * TieredReads}), large collections in place ({@code InPlaceReads}), or nothing at all where there
 * is no store ({@code NoStore}).
 *
 * <p>What enters are keys and elements that a run asks for, with what was fetched for it. What
 * leaves are values, which become resident if they are worth it ({@code Doorkeeper}), and requests
 * for what is cold. Belongs to the shard's thread.
 */
@NullMarked
package io.talus.application.reads;

import org.jspecify.annotations.NullMarked;
