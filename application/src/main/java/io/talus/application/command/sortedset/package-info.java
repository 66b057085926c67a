/**
 * The sorted set commands: one class per command, near twins sharing one; the rows are in {@link
 * SortedSetCommands}.
 */
@NullMarked
package io.talus.application.command.sortedset;

import org.jspecify.annotations.NullMarked;
