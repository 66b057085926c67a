package io.talus.domain.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable byte string with a cached 32-bit hash. Safe to share between threads.
 *
 * <p>The hash is part of the storage format: headers and members are ordered by it (see {@link
 * #compareByHash}), and a SCAN cursor is made of it. It must never change for given bytes. It mixes
 * eight bytes at a time with the multiply-and-rotate steps of the xxHash family and ends with the
 * finaliser of MurmurHash3 (both public domain).
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

  private final byte[] array;
  private int hash;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** Takes ownership of {@code array}: the caller must not change it afterwards. */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /** The UTF-8 bytes of {@code text}. */
  public static Bytes of(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The decimal digits of {@code number}, as Redis stores integers. */
  public static Bytes of(long number) {
    return Decimal.bytes(number);
  }

  public static Bytes copyOf(byte[] source, int from, int length) {
    return wrap(Arrays.copyOfRange(source, from, from + length));
  }

  public int length() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  public byte at(int index) {
    return array[index];
  }

  /** The backing array, shared for speed: the caller must not change it. */
  public byte[] array() {
    return array;
  }

  /** The bytes {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return from == 0 && to == array.length ? this : wrap(Arrays.copyOfRange(array, from, to));
  }

  public Bytes concat(Bytes suffix) {
    byte[] joined = Arrays.copyOf(array, array.length + suffix.array.length);
    System.arraycopy(suffix.array, 0, joined, array.length, suffix.array.length);
    return wrap(joined);
  }

  /** Compares ASCII letters without regard to case; {@code upper} must be in upper case. */
  public boolean equalsIgnoreCase(String upper) {
    if (array.length != upper.length()) {
      return false;
    }
    for (int i = 0; i < array.length; i++) {
      if (upperCase(array[i]) != upper.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int upperCase(byte b) {
    return b >= 'a' && b <= 'z' ? b - 32 : b;
  }

  /** The storage hash, to be compared as an unsigned number. */
  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = computeHash();
      hash = h;
    }
    return h;
  }

  private int computeHash() {
    byte[] a = array;
    int length = a.length;
    long h = PRIME_1 ^ (length * PRIME_2);
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      h = mix(h, (long) LONG.get(a, i));
    }
    if (i < length) {
      long tail = 0;
      for (int shift = 0; i < length; i++, shift += 8) {
        tail |= (a[i] & 0xFFL) << shift;
      }
      h = mix(h, tail);
    }
    return finish(h);
  }

  private static long mix(long h, long word) {
    return Long.rotateLeft(h ^ (word * PRIME_2), 31) * PRIME_1;
  }

  private static int finish(long h) {
    h ^= h >>> 33;
    h *= 0xFF51AFD7ED558CCDL;
    h ^= h >>> 33;
    h *= 0xC4CEB9FE1A85EC53L;
    int folded = (int) (h >>> 32);
    return folded == 0 ? 1 : folded;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Bytes b && Arrays.equals(array, b.array));
  }

  /** Unsigned lexicographic order, as memcmp. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  /** The order of every hash-ordered structure: by unsigned hash, then by bytes. */
  public static int compareByHash(Bytes left, Bytes right) {
    int byHash = Integer.compareUnsigned(left.hashCode(), right.hashCode());
    return byHash != 0 ? byHash : left.compareTo(right);
  }

  /** The bytes as text, each byte one ISO-8859-1 character: for keywords, numbers and messages. */
  public String latin1() {
    return new String(array, StandardCharsets.ISO_8859_1);
  }

  /** The bytes decoded as UTF-8. */
  @Override
  public String toString() {
    return new String(array, StandardCharsets.UTF_8);
  }
}
