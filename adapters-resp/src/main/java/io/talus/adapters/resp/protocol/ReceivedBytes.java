package io.talus.adapters.resp.protocol;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * What a connection has received and not yet decoded.
 *
 * <p>Mostly everything received is decoded at once; so it is copied into an array that all
 * connections of a loop share, and only a rest moves into an array of the connection's own ({@link
 * #keep}). Ten thousand idle connections hold no input buffers.
 */
public final class ReceivedBytes {
  private static final byte[] EMPTY = {};

  /** The least that an array of its own is given, so that it does not grow byte by byte. */
  private static final int CAPACITY_MIN = 512;

  private final byte[] shared;
  private byte[] array = EMPTY;
  private boolean usesShared;
  private int position;
  private int limit;

  /**
   * @param shared the loop's array; between {@link #receive} and {@link #keep} nobody else uses it
   */
  public ReceivedBytes(byte[] shared) {
    this.shared = shared;
  }

  /** Takes over all bytes of {@code source}. {@link #keep} must follow when they were decoded. */
  public void receive(ByteBuf source) {
    int bytes = source.readableBytes();
    if (position == limit && bytes <= shared.length) {
      array = shared;
      usesShared = true;
      position = 0;
      limit = 0;
    } else {
      reserve(bytes);
    }
    source.readBytes(array, limit, bytes);
    limit += bytes;
  }

  /** Gives back the shared array; what is still unread moves into one of its own. */
  public void keep() {
    if (position == limit) {
      array = EMPTY;
      usesShared = false;
      position = 0;
      limit = 0;
    } else if (usesShared) {
      move(capacity(length()));
    }
  }

  private void reserve(int bytes) {
    if (array.length - limit >= bytes) {
      return;
    }
    int needed = Math.addExact(length(), bytes);
    move(needed <= array.length && position >= array.length / 2 ? array.length : capacity(needed));
  }

  private void move(int capacity) {
    int length = length();
    byte[] target = capacity == array.length && !usesShared ? array : new byte[capacity];
    System.arraycopy(array, position, target, 0, length);
    array = target;
    usesShared = false;
    position = 0;
    limit = length;
  }

  private static int capacity(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 16, Math.max(CAPACITY_MIN, needed * 2L));
  }

  /** Bytes of the array that is the connection's own. */
  int capacity() {
    return usesShared ? 0 : array.length;
  }

  byte[] array() {
    return array;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  /** Unread bytes. */
  public int length() {
    return limit - position;
  }

  boolean isReadable() {
    return position < limit;
  }

  byte peek() {
    return array[position];
  }

  void position(int next) {
    position = next;
  }

  void skip(int bytes) {
    position += bytes;
  }

  /** The position of the first such byte, or -1. */
  int find(byte wanted) {
    for (int i = position; i < limit; i++) {
      if (array[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Everything that is unread, for tests and messages. */
  byte[] unread() {
    return Arrays.copyOfRange(array, position, limit);
  }
}
