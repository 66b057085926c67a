package io.talus.adapters.resp.protocol;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The next commands of a connection, a few of which may be decoded before it is their turn. Belongs
 * to one connection.
 */
public final class RequestQueue {
  private static final int RECEIVED_MAX = 32;
  private static final int BYTES_MAX = 64 * 1024;
  private static final int SEVERAL = 3;

  private final RequestDecoder decoder;
  private final Queue<Bytes[]> received = new ArrayDeque<>(0);
  private long bytes;

  /** What the last command took that was decoded when it was its turn. */
  private long lastBytes;

  /** What comes behind the received commands is no RESP. */
  private @Nullable MalformedRequestException malformed;

  public RequestQueue(RequestDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * The next command, or null if more has to arrive.
   *
   * @throws MalformedRequestException as {@link RequestDecoder#next}
   */
  public Bytes @Nullable [] next() {
    Bytes[] next = received.poll();
    if (next != null) {
      bytes -= RequestDecoder.bytes(next);
      return next;
    }
    if (malformed != null) {
      throw malformed;
    }
    long before = decoder.pendingBytes();
    Bytes[] decoded = decoder.next();
    lastBytes = before - decoder.pendingBytes();
    return decoded;
  }

  /** Whether about three more commands like the last have been received. */
  public boolean hasSeveral() {
    return received.size() >= SEVERAL || decoder.pendingBytes() > SEVERAL * lastBytes;
  }

  /** Decodes what is here, up to some commands and bytes, and shows each to the visitor, once. */
  public void fill(Consumer<Bytes[]> visitor) {
    while (malformed == null && received.size() < RECEIVED_MAX && bytes < BYTES_MAX) {
      Bytes[] next = decode();
      if (next == null) {
        return;
      }
      received.add(next);
      bytes += RequestDecoder.bytes(next);
      visitor.accept(next);
    }
  }

  private Bytes @Nullable [] decode() {
    try {
      return decoder.next();
    } catch (MalformedRequestException e) {
      malformed = e;
      return null;
    }
  }

  public boolean isEmpty() {
    return received.isEmpty();
  }

  /** What the received commands take of the heap. */
  public long bytes() {
    return bytes;
  }
}
