package io.talus.adapters.memory.structure;

import io.talus.domain.value.Expiry;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things that end at a time, the earliest first. Belongs to one thread.
 *
 * <p>A binary heap whose items know their place in it, so that a changed or withdrawn expiry costs
 * a logarithm and leaves nothing behind. Place 0 means "not in the heap": the root is at 1.
 */
public final class ExpiryHeap<E extends ExpiryHeap.Timed> {
  private static final int CAPACITY_MIN = 8;
  private static final int NOWHERE = 0;
  private static final int ROOT = 1;

  /** Arrays that are fuller than a quarter are not worth copying. */
  private static final int SPARSE = 4;

  private long[] times = new long[CAPACITY_MIN];
  private @Nullable Timed[] items = new Timed[CAPACITY_MIN];
  private int last;

  /** What can be in an expiry heap: it keeps its place, 0 at first, and does not touch it. */
  public interface Timed {
    int timer();

    void timer(int place);
  }

  public int size() {
    return last;
  }

  /** The earliest time, or {@link Expiry#NEVER}. */
  public long first() {
    return last == 0 ? Expiry.NEVER : times[ROOT];
  }

  /** The item ends at {@code time}, whatever was before; {@link Expiry#NEVER} takes it out. */
  public void set(E item, long time) {
    int place = item.timer();
    if (place != NOWHERE && times[place] == time) {
      return;
    }
    if (time == Expiry.NEVER) {
      remove(item);
    } else if (place == NOWHERE) {
      ensureRoom();
      up(++last, item, time);
    } else {
      settle(place, item, time);
    }
  }

  /** Takes the item out, if it is in. */
  public void remove(E item) {
    int place = item.timer();
    if (place == NOWHERE) {
      return;
    }
    item.timer(NOWHERE);
    Timed moved = at(last);
    long time = times[last];
    items[last--] = null;
    if (place <= last) {
      settle(place, moved, time);
    }
    shrinkIfSparse();
  }

  /** Adds to {@code found} up to {@code limit} of the items that are due, and changes nothing. */
  public void due(long nowMillis, int limit, List<? super E> found) {
    collect(ROOT, nowMillis, found.size() + limit, found);
  }

  /**
   * What is below an item is not due before it: only due items and their children are looked at.
   */
  @SuppressWarnings("unchecked")
  private void collect(int place, long nowMillis, int sizeMax, List<? super E> found) {
    if (place > last || found.size() >= sizeMax || !Expiry.isDue(times[place], nowMillis)) {
      return;
    }
    found.add((E) at(place));
    collect(2 * place, nowMillis, sizeMax, found);
    collect(2 * place + 1, nowMillis, sizeMax, found);
  }

  private void settle(int place, Timed item, long time) {
    if (place > ROOT && times[place / 2] > time) {
      up(place, item, time);
    } else {
      down(place, item, time);
    }
  }

  private void up(int from, Timed item, long time) {
    int place = from;
    while (place > ROOT && times[place / 2] > time) {
      put(place, at(place / 2), times[place / 2]);
      place /= 2;
    }
    put(place, item, time);
  }

  private void down(int from, Timed item, long time) {
    int place = from;
    while (2 * place <= last) {
      int child = 2 * place;
      if (child < last && times[child + 1] < times[child]) {
        child++;
      }
      if (times[child] >= time) {
        break;
      }
      put(place, at(child), times[child]);
      place = child;
    }
    put(place, item, time);
  }

  private void put(int place, Timed item, long time) {
    items[place] = item;
    times[place] = time;
    item.timer(place);
  }

  private Timed at(int place) {
    Timed item = items[place];
    if (item == null) {
      throw new IllegalStateException("expiry heap: nothing at " + place + " of " + last);
    }
    return item;
  }

  private void ensureRoom() {
    if (last + 1 == times.length) {
      resize(times.length * 2);
    }
  }

  private void shrinkIfSparse() {
    if (times.length > CAPACITY_MIN && last < times.length / SPARSE) {
      resize(times.length / 2);
    }
  }

  private void resize(int capacity) {
    times = Arrays.copyOf(times, capacity);
    items = Arrays.copyOf(items, capacity);
  }
}
