package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ValueType;
import java.util.List;

/**
 * The command has to wait until one of these keys has changed and holds a value of the awaited
 * type; it is then run again from the start. Inside MULTI it does not wait and {@code onTimeout} is
 * its reply.
 *
 * <p>A key that comes to hold another type wakes nobody, as in Redis: BLPOP, which would answer
 * {@code WRONGTYPE} to a string it finds when it starts, goes on waiting while SET makes one.
 *
 * @param keys the keys to wait for, in the order of preference
 * @param awaited what a key has to hold to be worth another run
 * @param timeoutMillis how long to wait; 0 for ever
 * @param onTimeout the reply if nothing came
 */
public record Blocked(List<Bytes> keys, ValueType awaited, long timeoutMillis, Reply onTimeout)
    implements CommandOutcome {}
