package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import java.util.List;

/**
 * The command has to wait until one of these keys changes; it is then run again. Inside MULTI it
 * does not wait and {@code onTimeout} is its reply.
 *
 * @param keys the keys to wait for, in the order of preference
 * @param timeoutMillis how long to wait; 0 for ever
 * @param onTimeout the reply if nothing came
 */
public record Blocked(List<Bytes> keys, long timeoutMillis, Reply onTimeout)
    implements CommandOutcome {}
