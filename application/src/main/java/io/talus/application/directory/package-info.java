/** COMMAND: what commands there are, what they take and where their keys stand. */
@NullMarked
package io.talus.application.directory;

import org.jspecify.annotations.NullMarked;
