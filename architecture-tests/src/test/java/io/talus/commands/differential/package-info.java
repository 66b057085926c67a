/**
 * Redis and Talus get the same random commands and have to give the same replies.
 *
 * <p>{@link io.talus.commands.differential.CommandGrammar} makes commands from the lines of
 * commands.txt, {@link io.talus.commands.differential.Duel} sends them to both sides, {@link
 * io.talus.commands.differential.Shrinker} leaves out what a difference does not need. Everything
 * follows from one seed.
 */
@NullMarked
package io.talus.commands.differential;

import org.jspecify.annotations.NullMarked;
