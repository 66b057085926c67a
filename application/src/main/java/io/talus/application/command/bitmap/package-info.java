/**
 * The commands that take a string for an array of bits, the first of which is the highest of the
 * first byte; the rows are in {@link BitmapCommands}.
 */
@NullMarked
package io.talus.application.command.bitmap;

import org.jspecify.annotations.NullMarked;
