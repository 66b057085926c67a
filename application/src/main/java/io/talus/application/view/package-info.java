/**
 * What a command sees of a table ({@code TableView}), and the tables that there are ({@code
 * TableViews}).
 *
 * <p>What enters are keys that a command looks up. What leaves are values, resident or read, and
 * the mutations that drop what has expired; a run that lacks data ends here. Nothing else is
 * changed through a view. The view of a command that is only tried is {@code TrialView}. Belongs to
 * the shard's thread.
 */
@NullMarked
package io.talus.application.view;

import org.jspecify.annotations.NullMarked;
