package io.talus.adapters.resp.protocol;

import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a connection has received into commands: arrays of bulk strings, and inline commands.
 * Goes on where it stopped when more has arrived. Belongs to one connection.
 *
 * <p>Limits, order of checks and messages are those of Redis 7.2, except that a command may have
 * {@value #ARGUMENTS_MAX} arguments (Redis allows any int).
 *
 * <p>For maintainers: a request that is not complete keeps its finished arguments in {@code
 * arguments}; what is unread stays in the {@link ReceivedBytes}, so that only one header line is
 * ever read twice. An argument of {@link #LARGE_ARGUMENT} bytes or more gets its array before it is
 * complete, and is filled without a stop in between.
 */
public final class RequestDecoder {
  /** A header line or an inline command must not be longer (Redis's PROTO_INLINE_MAX_SIZE). */
  static final int LINE_MAX = 64 * 1024;

  /** Eight megabytes of references; longer commands are better sent in pieces. */
  static final int ARGUMENTS_MAX = 1024 * 1024;

  /** What a client may send before it has authenticated, as in Redis. */
  static final int UNAUTHENTICATED_ARGUMENTS_MAX = 10;

  static final int UNAUTHENTICATED_BULK_MAX = 16 * 1024;

  /** As Redis's PROTO_MBULK_BIG_ARG: from here on, moving bytes twice costs more than a state. */
  static final int LARGE_ARGUMENT = 32 * 1024;

  /** The longest argument whatever the settings say: Java arrays end a little later. */
  private static final long ARRAY_MAX = Integer.MAX_VALUE - 16;

  /** An announced number of arguments is believed up to here; beyond, the array grows. */
  private static final int BELIEVED_COUNT = 1024;

  /** What an argument occupies beside its bytes: object, array header, reference. */
  private static final int ARGUMENT_OVERHEAD = 40;

  private static final Bytes[] NONE = {};

  private final ReceivedBytes received;
  private final RequestLimits limits;

  private Bytes[] arguments = NONE;
  private int count;
  private int filled;
  private long collectedBytes;

  /** Length of the argument whose header was read; negative between arguments. */
  private int bulkLength = -1;

  private @Nullable LargeArgument large;

  public RequestDecoder(ReceivedBytes received, RequestLimits limits) {
    this.received = received;
    this.limits = limits;
  }

  /**
   * The next command, or null if more has to arrive.
   *
   * @throws MalformedRequestException if the client sent what is no RESP; nothing may follow
   */
  public Bytes @Nullable [] next() {
    while (count > 0 || received.isReadable()) {
      if (count == 0 && received.peek() != '*') {
        Bytes[] inline = InlineRequest.read(received);
        if (inline == null || inline.length > 0) {
          return inline;
        }
      } else if ((count == 0 && !readCount()) || !readArguments()) {
        return null;
      } else if (filled > 0) {
        return take();
      }
    }
    return null;
  }

  /** Bytes of an argument that may be written directly into its array, or null. */
  public @Nullable LargeArgument large() {
    return large;
  }

  /** Memory that the unfinished command occupies, with what was received after it. */
  public long pendingBytes() {
    return received.length() + collectedBytes + (large == null ? 0 : large.filled());
  }

  /** What the unfinished command occupies of the heap, with what was received after it. */
  public long heldBytes() {
    return received.capacity() + collectedBytes + (large == null ? 0 : large.capacity());
  }

  /** What a complete command occupies of the heap. */
  static long bytes(Bytes[] command) {
    long sum = 0;
    for (Bytes argument : command) {
      sum += argument.length() + ARGUMENT_OVERHEAD;
    }
    return sum;
  }

  private Bytes[] take() {
    Bytes[] complete = arguments;
    arguments = NONE;
    count = 0;
    filled = 0;
    collectedBytes = 0;
    return complete;
  }

  /** Reads {@code *<count>}; false if it is not complete. */
  private boolean readCount() {
    long number = HeaderLine.read(received, HeaderLine.COUNT);
    if (number == HeaderLine.INCOMPLETE) {
      return false;
    }
    if (number > ARGUMENTS_MAX) {
      throw new MalformedRequestException("Protocol error: invalid multibulk length");
    }
    if (number > UNAUTHENTICATED_ARGUMENTS_MAX && !limits.authenticated()) {
      throw new MalformedRequestException("Protocol error: unauthenticated multibulk length");
    }
    if (number > 0) {
      count = (int) number;
      arguments = new Bytes[Math.min(count, BELIEVED_COUNT)];
    }
    return true;
  }

  private boolean readArguments() {
    while (filled < count) {
      if (bulkLength < 0 && !readBulkLength()) {
        return false;
      }
      if (!readBulk()) {
        return false;
      }
    }
    return true;
  }

  private boolean readBulkLength() {
    long length = HeaderLine.read(received, HeaderLine.BULK);
    if (length == HeaderLine.INCOMPLETE) {
      return false;
    }
    if (length < 0) {
      throw new MalformedRequestException("Protocol error: invalid bulk length");
    }
    if (length > UNAUTHENTICATED_BULK_MAX) {
      checkLargeBulk(length);
    }
    bulkLength = (int) length;
    return true;
  }

  private void checkLargeBulk(long length) {
    if (length > Math.min(limits.bulkBytesMax(), ARRAY_MAX)) {
      throw new MalformedRequestException("Protocol error: invalid bulk length");
    }
    if (!limits.authenticated()) {
      throw new MalformedRequestException("Protocol error: unauthenticated bulk length");
    }
    if (length > limits.argumentBytesMax()) {
      throw new MalformedRequestException(
          "Protocol error: invalid bulk length: an argument may have "
              + limits.argumentBytesMax()
              + " bytes of the heap");
    }
  }

  /** Reads the argument and the two bytes after it, which Redis does not look at either. */
  private boolean readBulk() {
    ReceivedBytes in = received;
    if (large == null && in.length() >= bulkLength + 2L) {
      Bytes argument = Bytes.copyOf(in.array(), in.position(), bulkLength);
      in.skip(bulkLength + 2);
      add(argument);
      return true;
    }
    return bulkLength >= LARGE_ARGUMENT && readLarge();
  }

  private boolean readLarge() {
    LargeArgument argument = large;
    if (argument == null) {
      argument = new LargeArgument(bulkLength, limits);
      large = argument;
    }
    argument.fill(received);
    if (!argument.isComplete() || received.length() < 2) {
      return false;
    }
    received.skip(2);
    large = null;
    add(Bytes.wrap(argument.array()));
    return true;
  }

  private void add(Bytes argument) {
    if (filled == arguments.length) {
      arguments = Arrays.copyOf(arguments, Math.min(count, filled * 2));
    }
    arguments[filled++] = argument;
    collectedBytes += bulkLength + ARGUMENT_OVERHEAD;
    bulkLength = -1;
  }
}
