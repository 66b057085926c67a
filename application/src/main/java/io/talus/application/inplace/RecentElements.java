package io.talus.application.inplace;

import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The elements of collections in place that were asked for by name most recently, or that there is
 * none of the name: of a large collection, too, few elements are used often. Belongs to the shard's
 * thread.
 *
 * <p>An element is kept as it is now. When it is read nothing is pending of it, so the store has it
 * as it is; from then on its collection tells of every change ({@link #replace}).
 */
public final class RecentElements {
  /** The entry of the map, its key, and the answer with all but the bytes of name and value. */
  private static final int FIXED_BYTES = 160;

  /** Longer ones would take the place of too many others. */
  private static final int ANSWER_BYTES_MAX = 4096;

  /** With one of these the table has places for all that find room, and need not grow. */
  private static final int BYTES_OF_ELEMENT = 256;

  private static final int PLACES_MIN = 16;
  private static final int PLACES_MAX = 1 << 22;

  /** More is given up a little at a time: no command has to wait for it. */
  private static final int STEPS_A_KEEP = 16;

  /**
   * Whose elements they are. A collection that is evicted and comes again is another owner: nobody
   * asks for what is left of the old one, which does not keep the collection itself alive, and goes
   * in its turn.
   */
  static final class Owner {
    private int kept;
  }

  private record Name(Owner of, Bytes name) {}

  private final LongSupplier bytesMax;

  /** The least recently used first. */
  private final Map<Name, Elements> answers;

  private long bytes;

  /**
   * Begins empty.
   *
   * @param bytesMax how much of the heap to use, as it is set at the moment
   */
  public RecentElements(LongSupplier bytesMax) {
    this.bytesMax = bytesMax;
    long places = Math.clamp(bytesMax.getAsLong() / BYTES_OF_ELEMENT, PLACES_MIN, PLACES_MAX);
    this.answers = new LinkedHashMap<>((int) places, 0.75f, true);
  }

  /** The answer to the question for the element with the name, if it is known; else null. */
  @Nullable Elements find(Owner of, Bytes name) {
    return of.kept == 0 ? null : answers.get(new Name(of, name));
  }

  /** Whether one more takes the place of another. */
  public boolean isFull() {
    return bytes + ANSWER_BYTES_MAX > bytesMax.getAsLong();
  }

  /** The element was read, and is as the answer says. */
  void keep(Owner of, Bytes name, Elements answer) {
    Name named = new Name(of, name);
    forget(named);
    long size = size(name, answer);
    if (size <= ANSWER_BYTES_MAX) {
      answers.put(named, answer);
      of.kept++;
      bytes += size;
      trim(STEPS_A_KEEP);
    }
  }

  /** The element is another one now, or gone. */
  void replace(Owner of, Bytes name, Supplier<Elements> now) {
    if (of.kept > 0 && forget(new Name(of, name))) {
      keep(of, name, now.get());
    }
  }

  private boolean forget(Name named) {
    Elements known = answers.remove(named);
    if (known != null) {
      gone(named, known);
    }
    return known != null;
  }

  private void gone(Name named, Elements answer) {
    named.of.kept--;
    bytes -= size(named.name, answer);
  }

  /**
   * Gives up what is more than may be kept.
   *
   * @param steps how many elements to give up at the most
   */
  public void trim(int steps) {
    giveUp(bytesMax.getAsLong(), steps);
  }

  /** Gives up some elements: something else needs the memory. */
  public void giveUp(int steps) {
    giveUp(0, steps);
  }

  private void giveUp(long bytesLeft, int steps) {
    if (bytes <= bytesLeft) {
      return;
    }
    Iterator<Map.Entry<Name, Elements>> eldest = answers.entrySet().iterator();
    for (int i = 0; i < steps && bytes > bytesLeft && eldest.hasNext(); i++) {
      Map.Entry<Name, Elements> entry = eldest.next();
      eldest.remove();
      gone(entry.getKey(), entry.getValue());
    }
  }

  /** An estimate of what all of it takes of the heap. */
  public long bytes() {
    return bytes;
  }

  /** An element that is there has its name in common with the key. */
  private static long size(Bytes name, Elements answer) {
    return FIXED_BYTES + Math.max(name.length(), ElementsSize.bytes(answer));
  }
}
