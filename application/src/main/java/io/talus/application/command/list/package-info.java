/**
 * The list commands: one class per command, near twins sharing one; the rows are in {@link
 * ListCommands}.
 */
@NullMarked
package io.talus.application.command.list;

import org.jspecify.annotations.NullMarked;
