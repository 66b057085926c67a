package io.talus.application.command;

import io.talus.domain.bytes.Bytes;

/**
 * A key counts as modified for those who watch it (WATCH), as in Redis, although nothing of it has
 * changed.
 *
 * @param key of the selected table
 */
public record Touched(Reply reply, Bytes key) implements CommandOutcome {}
