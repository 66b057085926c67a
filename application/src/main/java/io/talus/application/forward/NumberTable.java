package io.talus.application.forward;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to numbers, of calls that are under way, or of slots. Each command asks several
 * times, so this makes no objects for numbers and entries: open addressing with linear probing, and
 * what follows a removed entry moves up. Belongs to the shard's thread.
 */
final class NumberTable<T> {
  private static final int CAPACITY_MIN = 16;

  /** Numbers follow each other; their places must not, or they would be one long run. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] numbers = new long[CAPACITY_MIN];

  /** Null where nothing is. At most every second place is taken. */
  private @Nullable Object[] values = new Object[CAPACITY_MIN];

  private int size;

  int size() {
    return size;
  }

  private int home(long number) {
    return (int) ((number * SPREAD) >>> (1 + Long.numberOfLeadingZeros(values.length)));
  }

  private int next(int place) {
    return (place + 1) & (values.length - 1);
  }

  /** Where the number is, or would be. */
  private int find(long number) {
    int place = home(number);
    while (values[place] != null && numbers[place] != number) {
      place = next(place);
    }
    return place;
  }

  @SuppressWarnings("unchecked") // only put writes there
  private @Nullable T at(int place) {
    return (T) values[place];
  }

  @Nullable T get(long number) {
    return at(find(number));
  }

  /** Adds what belongs to the number, in place of what did. */
  void put(long number, T value) {
    int place = find(number);
    if (values[place] == null) {
      size++;
    }
    numbers[place] = number;
    values[place] = value;
    if (2 * size > values.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldNumbers = numbers;
    @Nullable Object[] oldValues = values;
    numbers = new long[2 * oldNumbers.length];
    values = new Object[2 * oldNumbers.length];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldValues[i] != null) {
        int place = find(oldNumbers[i]);
        numbers[place] = oldNumbers[i];
        values[place] = oldValues[i];
      }
    }
  }

  /** Removes what belongs to the number; nothing if nothing does. */
  void remove(long number) {
    int free = find(number);
    if (values[free] == null) {
      return;
    }
    size--;
    for (int place = next(free); values[place] != null; place = next(place)) {
      if (distance(home(numbers[place]), place) >= distance(free, place)) {
        numbers[free] = numbers[place];
        values[free] = values[place];
        free = place;
      }
    }
    values[free] = null;
  }

  private int distance(int from, int to) {
    return (to - from) & (values.length - 1);
  }

  /** All, as they are now. */
  List<T> values() {
    List<T> all = new ArrayList<>(size);
    for (int place = 0; place < values.length; place++) {
      T value = at(place);
      if (value != null) {
        all.add(value);
      }
    }
    return all;
  }
}
