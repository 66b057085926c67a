/**
 * The hash commands: one class per command, near twins sharing one; the rows are in {@link
 * HashCommands}.
 */
@NullMarked
package io.talus.application.command.hash;

import org.jspecify.annotations.NullMarked;
