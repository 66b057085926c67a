/**
 * The set commands: one class per command, near twins sharing one; the rows are in {@link
 * SetCommands}.
 */
@NullMarked
package io.talus.application.command.set;

import org.jspecify.annotations.NullMarked;
