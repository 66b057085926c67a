package io.talus.testkit.linear;

/**
 * One operation on one register.
 *
 * @param write whether it sets the value; else it has read it
 * @param returned {@link Long#MAX_VALUE} if nobody knows what came of it; only a write may be
 *     unknown, an unknown read is left out
 */
public record RegisterOperation(boolean write, long value, long invoked, long returned) {
  public static final long NEVER = Long.MAX_VALUE;

  public RegisterOperation {
    if (returned < invoked || (!write && returned == NEVER)) {
      throw new IllegalArgumentException(
          (write ? "write " : "read ") + value + ": " + invoked + ".." + returned);
    }
  }

  public static RegisterOperation write(long value, long invoked, long returned) {
    return new RegisterOperation(true, value, invoked, returned);
  }

  public static RegisterOperation read(long value, long invoked, long returned) {
    return new RegisterOperation(false, value, invoked, returned);
  }
}
