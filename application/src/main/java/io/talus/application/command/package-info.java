/**
 * What a command is: a pure function of its arguments and a view of the keyspace, with a row in its
 * family's table. The families are the packages below.
 */
@NullMarked
package io.talus.application.command;

import org.jspecify.annotations.NullMarked;
