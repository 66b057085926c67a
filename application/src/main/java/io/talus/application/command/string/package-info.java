/**
 * The string commands: one class per command, near twins sharing one; the rows are in {@link
 * StringCommands}.
 */
@NullMarked
package io.talus.application.command.string;

import org.jspecify.annotations.NullMarked;
