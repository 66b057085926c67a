package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ValueType;
import java.util.List;

/**
 * The command has to wait until one of these keys has changed and holds a value of the awaited
 * type; it is then run again from the start. Inside MULTI it does not wait.
 *
 * <p>A key that comes to hold another type wakes nobody, as in Redis: BLPOP, which would answer
 * {@code WRONGTYPE} to a string it finds when it starts, goes on waiting while SET makes one.
 *
 * @param keys the keys to wait for, in the order of preference
 * @param awaited what a key has to hold to be worth another run
 * @param timeoutMillis how long to wait; 0 for ever
 * @param onTimeout the reply if nothing came
 * @param insteadOfWaiting the reply inside MULTI
 */
public record Blocked(
    List<Bytes> keys,
    ValueType awaited,
    long timeoutMillis,
    Reply onTimeout,
    Reply insteadOfWaiting)
    implements CommandOutcome {

  /** Most commands answer the same if nothing came and if they may not wait. */
  public Blocked(List<Bytes> keys, ValueType awaited, long timeoutMillis, Reply onTimeout) {
    this(keys, awaited, timeoutMillis, onTimeout, onTimeout);
  }
}
