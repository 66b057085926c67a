package io.talus.application.slot;

import java.util.Arrays;

/**
 * A set of keys by their hashes that may say yes where no is right, but never no where yes is: a
 * blocked Bloom filter (Putze, Sanders, Singler: "Cache-, Hash- and Space-Efficient Bloom Filters",
 * 2007), of which an answer costs a cache line or two of each part. Nobody knows the number of keys
 * in advance, so it grows by parts that double. Nothing can be taken out.
 */
final class KeyFilter {
  static final int KEYS_MIN = 256;

  private static final int BLOCK_LONGS = 8;

  /** Ten bits a key: one wrong answer in a hundred of each part that is full. */
  private static final int BLOCK_KEYS = 51;

  private static final int PROBES = 6;

  /** To choose one of the 512 bits of a block. */
  private static final int PROBE_BITS = 9;

  private static final int ARRAY_HEADER_BYTES = 16;
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

  private final FilterMemory memory;
  private final long firstBlocks;
  private long[][] parts = {};

  /** How many keys the last part still takes. */
  private long room;

  private boolean isOverfilled;
  private long keys;
  private long sizeBytes;

  /**
   * Makes an empty filter, which takes no memory yet.
   *
   * @param expectedKeys for how many keys the first part is to be
   */
  KeyFilter(FilterMemory memory, long expectedKeys) {
    this.memory = memory;
    this.firstBlocks = Math.ceilDiv(Math.max(KEYS_MIN, expectedKeys), BLOCK_KEYS);
  }

  /** How many keys were added, those left out that seemed to be in. */
  long keys() {
    return keys;
  }

  /** Whether a key with this hash may have been added. */
  boolean mayContain(int hash) {
    return mayContain(mix(hash));
  }

  private boolean mayContain(long mixed) {
    for (int i = parts.length - 1; i >= 0; i--) {
      if (mayContain(parts[i], mixed)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds a key.
   *
   * @param hash of its bytes
   * @return whether it is in; if not, the memory does not suffice, and the filter is of no use
   */
  boolean add(int hash) {
    long mixed = mix(hash);
    if (mayContain(mixed)) {
      return true;
    }
    if (room == 0 && !grow() && !overfill()) {
      return false;
    }
    put(parts[parts.length - 1], mixed);
    room--;
    keys++;
    return true;
  }

  private boolean grow() {
    long blocks = parts.length == 0 ? firstBlocks : 2 * blocks(parts[parts.length - 1]);
    long longs = blocks * BLOCK_LONGS;
    long bytes = ARRAY_HEADER_BYTES + longs * Long.BYTES;
    if (longs > Integer.MAX_VALUE / 2 || !memory.take(bytes)) {
      return false;
    }
    sizeBytes += bytes;
    long[] part = new long[(int) longs];
    parts = Arrays.copyOf(parts, parts.length + 1);
    parts[parts.length - 1] = part;
    room = blocks * BLOCK_KEYS;
    isOverfilled = false;
    return true;
  }

  /** With twice its keys a part gives ten wrong answers in a hundred: better than no filter. */
  private boolean overfill() {
    if (isOverfilled || parts.length == 0) {
      return false;
    }
    room = blocks(parts[parts.length - 1]) * BLOCK_KEYS;
    isOverfilled = true;
    return true;
  }

  /** Gives the memory back; the filter must not be used any more. */
  void close() {
    memory.giveBack(sizeBytes);
    sizeBytes = 0;
    parts = new long[0][];
  }

  private static long blocks(long[] part) {
    return part.length / BLOCK_LONGS;
  }

  private static long mix(int hash) {
    long mixed = hash * PRIME_1;
    return mixed ^ (mixed >>> 32);
  }

  /** The first of the longs that belong to the key, each block being as likely. */
  private static int block(long[] part, long mixed) {
    return (int) (((mixed >>> 32) * blocks(part)) >>> 32) * BLOCK_LONGS;
  }

  private static boolean mayContain(long[] part, long mixed) {
    int block = block(part, mixed);
    long probes = mixed * PRIME_2;
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (probes >>> (Long.SIZE - PROBE_BITS));
      if ((part[block + bit / Long.SIZE] & (1L << bit)) == 0) {
        return false;
      }
      probes <<= PROBE_BITS;
    }
    return true;
  }

  private static void put(long[] part, long mixed) {
    int block = block(part, mixed);
    long probes = mixed * PRIME_2;
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (probes >>> (Long.SIZE - PROBE_BITS));
      part[block + bit / Long.SIZE] |= 1L << bit;
      probes <<= PROBE_BITS;
    }
  }
}
