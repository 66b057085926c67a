package io.talus.application.slot;

import io.talus.domain.bytes.Bytes;
import java.nio.IntBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a slot may lie in the store alone, so that nobody asks it for a key that does not
 * exist: a key that is neither resident nor here is absent. Keys come in when they are given up, so
 * that writes cost nothing, and stay in when they are resident again, or dropped.
 *
 * <p>It is known as long as every key that was given up was noted: from when all keys were resident
 * ({@link #allAreResident}), or after the store was read through ({@link #beginReading}), which is
 * worthwhile when the store was asked in vain so often that it would have taken less time ({@link
 * #isWorthReading}). Nothing is known of a slot that an earlier process has left, or whose filter
 * found no memory. Belongs to the shard's thread.
 */
public final class EvictedKeys {
  /** To read and note a key takes an eighth of the time of a question to the store. */
  private static final int KEYS_PER_QUESTION = 8;

  /** To begin with reading takes as long as some questions. */
  private static final int QUESTIONS_MIN = 16;

  /** So much larger than it has to be is a filter that is made for a known number of keys. */
  private static final double RESERVE = 1.25;

  private final FilterMemory memory;

  /** Of the keys that were given up; null if they are not known. */
  private @Nullable KeyFilter known;

  /** Of the keys that were read so far, and given up meanwhile; null if nobody reads. */
  private @Nullable KeyFilter reading;

  private long keysToRead;
  private long askedInVain;

  /** Begins with nothing known. */
  EvictedKeys(FilterMemory memory) {
    this.memory = memory;
  }

  /** No key has been given up that is not resident again; {@code keys} in number. */
  void allAreResident(long keys) {
    closeKnown();
    known = new KeyFilter(memory, keys);
  }

  /** Nothing is known any more, nor by who is reading; the memory is given back. */
  public void forget() {
    closeKnown();
    stopReading();
    askedInVain = 0;
  }

  private void closeKnown() {
    if (known != null) {
      known.close();
      known = null;
    }
  }

  /** A key with this hash is no longer resident. */
  void add(int hash) {
    if (known != null && !known.add(hash)) {
      closeKnown();
    }
    if (reading != null && !reading.add(hash)) {
      stopReading();
    }
  }

  /** Whether the store may hold the key, given that it is not resident. */
  public boolean mayContain(Bytes key) {
    return known == null || known.mayContain(key.hashCode());
  }

  /** The store was asked for so many keys, and did not hold them. */
  public void askedInVain(long keys) {
    askedInVain += keys;
  }

  /**
   * Whether questions in vain cost more than to read the slot through, and reading helps: not if
   * only the few are asked for that a good filter lets pass.
   *
   * @param keys how many the slot has
   */
  public boolean isWorthReading(long keys) {
    return askedInVain > QUESTIONS_MIN + keys / KEYS_PER_QUESTION
        && (known == null || known.keys() > 2 * keys);
  }

  /** All keys of the slot that are not resident will be given to {@link #read}. */
  public void beginReading(long keys) {
    forget(); // what was known is of little use, and would take the memory
    keysToRead = keys;
    reading = new KeyFilter(memory, (long) (keys * RESERVE));
  }

  /**
   * The store holds keys with these hashes.
   *
   * @return whether it is any use to go on
   */
  public boolean read(IntBuffer hashes) {
    for (int i = 0; i < hashes.limit() && reading != null; i++) {
      if (!reading.add(hashes.get(i))) {
        stopReading();
        askedInVain = -keysToRead; // there was no memory for it: not again for long
      }
    }
    return reading != null;
  }

  /** All were read. */
  public void endReading() {
    if (reading != null) {
      closeKnown();
      known = reading;
      reading = null;
    }
  }

  /** Not all could be read. */
  public void stopReading() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
  }
}
