package io.talus.application.inplace;

import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
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
 * as it is; from then on its collection tells of every change ({@link #replace}). A collection that
 * is evicted and comes again is another object: nobody asks for what is left of the old one, and it
 * is the first to go.
 */
public final class RecentElements {
  /** The entry of the map, its key, and the answer without the element. */
  private static final int FIXED_BYTES = 128;

  /** Longer ones would take the place of too many others. */
  private static final int ANSWER_BYTES_MAX = 4096;

  private record Name(InPlace of, Bytes name) {}

  private final LongSupplier bytesMax;

  /** The least recently used first. */
  private final Map<Name, Elements> answers = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  /**
   * Begins empty.
   *
   * @param bytesMax how much of the heap to use, as it is set at the moment
   */
  public RecentElements(LongSupplier bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The answer to the question for the element with the name, if it is known; else null. */
  public @Nullable Elements find(InPlace of, Bytes name) {
    return answers.get(new Name(of, name));
  }

  /** Whether one more takes the place of another. */
  public boolean isFull() {
    return bytes + ANSWER_BYTES_MAX > bytesMax.getAsLong();
  }

  /** The element was read, and is as the answer says. */
  public void keep(InPlace of, Bytes name, Elements answer) {
    Name named = new Name(of, name);
    forget(named);
    long size = size(name, answer);
    if (size <= ANSWER_BYTES_MAX) {
      answers.put(named, answer);
      bytes += size;
      trim();
    }
  }

  /** The element is another one now, or gone. */
  void replace(InPlace of, Bytes name, Supplier<Elements> now) {
    if (!answers.isEmpty() && forget(new Name(of, name))) {
      keep(of, name, now.get());
    }
  }

  private boolean forget(Name named) {
    Elements known = answers.remove(named);
    if (known != null) {
      bytes -= size(named.name, known);
    }
    return known != null;
  }

  /** Gives up what is more than may be kept. */
  public void trim() {
    Iterator<Map.Entry<Name, Elements>> eldest = answers.entrySet().iterator();
    while (bytes > bytesMax.getAsLong() && eldest.hasNext()) {
      Map.Entry<Name, Elements> gone = eldest.next();
      eldest.remove();
      bytes -= size(gone.getKey().name, gone.getValue());
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
