/**
 * The commands on keys of any type: one class per command, near twins sharing one; the rows are in
 * {@link KeyCommands}.
 */
@NullMarked
package io.talus.application.command.key;

import org.jspecify.annotations.NullMarked;
