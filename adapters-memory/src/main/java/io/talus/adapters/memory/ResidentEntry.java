package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.ExpiryHeap;
import io.talus.adapters.memory.structure.HashNode;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;

/**
 * A resident key with what it holds: the node of its slot's table, and the value that commands
 * read. Every subclass is a {@link Value}, or holds one.
 */
abstract class ResidentEntry extends HashNode implements ExpiryHeap.Timed {
  /** The sign of {@link #lastUse}: used since the clock's hand last came by. */
  private static final int REFERENCED = Integer.MIN_VALUE;

  /** A million changes of a slot a second would use them up in nine years. */
  private static final int INDEX_BITS = 48;

  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

  private int lastUse;
  private int timer;

  /**
   * The last index, and above {@link #INDEX_BITS} a small number of the subclass: it would cost
   * every key eight bytes as a field of its own.
   */
  private long lastIndexAndNote;

  ResidentEntry(Bytes key) {
    super(key);
  }

  /** What commands read. */
  Value value() {
    return (Value) this;
  }

  public abstract long expireAt();

  /** An estimate of the heap that key and value take. */
  abstract long sizeBytes();

  /** When something of the key is due: the key itself, or a field of a hash. */
  long dueAt() {
    return expireAt();
  }

  final boolean isExpiring() {
    return expireAt() != Expiry.NEVER;
  }

  /** It was written; what is written for the first time has not been used yet. */
  final void written(int nowSeconds) {
    lastUse = nowSeconds | (lastUse & REFERENCED);
  }

  final void use(int nowSeconds) {
    lastUse = nowSeconds | REFERENCED;
  }

  final int lastUsedSeconds() {
    return lastUse & ~REFERENCED;
  }

  /** Whether it was used since the last call. */
  final boolean wasUsed() {
    boolean used = lastUse < 0;
    lastUse &= ~REFERENCED;
    return used;
  }

  final long lastIndex() {
    return lastIndexAndNote & INDEX_MASK;
  }

  final void changedIn(long index) {
    lastIndexAndNote = (lastIndexAndNote & ~INDEX_MASK) | index;
  }

  /** What {@link #note(int)} was given last; 0 before. */
  final int note() {
    return (int) (lastIndexAndNote >>> INDEX_BITS);
  }

  /** Keeps a number from 0 to 65535. */
  final void note(int number) {
    lastIndexAndNote = ((long) number << INDEX_BITS) | lastIndex();
  }

  @Override
  public final int timer() {
    return timer;
  }

  @Override
  public final void timer(int place) {
    timer = place;
  }
}
