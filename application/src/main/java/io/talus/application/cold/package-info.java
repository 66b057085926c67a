/**
 * Data that is not resident: a run that lacks some of it ends ({@code ColdRead}) and says what it
 * lacks ({@code ColdRequest}); readers fetch that, and the run begins again with what was found
 * ({@code Findings}).
 *
 * <p>What enters are requests, and news of what the store has applied. What leaves are results
 * ({@code ColdResult}) that run on the shard's thread, and pins that keep slots as they were read.
 * The doors are {@code ColdReads} (and {@code Fetches}, which is all that most need of it), {@code
 * ReadAhead} for commands whose turn has not come, and {@code DrainWaits} for whoever waits for the
 * store to have something. Belongs to the shard's thread, but for {@code ReaderTasks}.
 */
@NullMarked
package io.talus.application.cold;

import org.jspecify.annotations.NullMarked;
