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

  private int lastUse;
  private int timer;
  private long lastBlock;

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

  final long lastBlock() {
    return lastBlock;
  }

  final void changedIn(long block) {
    lastBlock = block;
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
