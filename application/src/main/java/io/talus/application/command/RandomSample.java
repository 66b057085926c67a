package io.talus.application.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Elements of a collection, drawn at random: with a positive count distinct ones, at most all of
 * them; with a negative count as many as asked for, of which some may be the same.
 *
 * @param size how many elements the collection has
 */
public record RandomSample<T>(KeyspaceView view, long size, All<T> all, Draws<T> draws) {
  /**
   * Up to this many times the count, all elements are read and some picked: drawing until enough
   * distinct ones have come would take long.
   */
  private static final int READ_ALL_FACTOR = 3;

  /** Draws that brought nothing new before all elements are read after all. */
  private static final int FRUITLESS_ROUNDS_MAX = 8;

  /** The most elements one reply may repeat: each takes memory until the client has read it. */
  private static final int REPEATED_MAX = 1 << 24;

  /** Visits all elements. */
  @FunctionalInterface
  public interface All<T> {
    void forEach(Consumer<T> visitor);
  }

  /** Draws elements independently. */
  @FunctionalInterface
  public interface Draws<T> {
    List<T> draw(int count, RandomGenerator random);
  }

  public static <T> RandomSample<T> of(KeyspaceView view, long size, All<T> all, Draws<T> draws) {
    return new RandomSample<>(view, size, all, draws);
  }

  /** The count that the commands take: any 64 bits but the smallest number. */
  public static long count(Arguments args, int index) {
    long count = args.integer(index);
    if (count == Long.MIN_VALUE) {
      throw new CommandError(
          "ERR value is out of range, value must between "
              + -Long.MAX_VALUE
              + " and "
              + Long.MAX_VALUE);
    }
    return count;
  }

  public List<T> draw(long count, RandomGenerator random) {
    if (count >= size) {
      return everything();
    }
    if (count >= 0) {
      return distinct((int) count, random);
    }
    if (count < -REPEATED_MAX) {
      throw new CommandError(Errors.OUT_OF_RANGE);
    }
    view.reserveItems(-count);
    return draws.draw((int) -count, random);
  }

  private List<T> everything() {
    view.reserveItems(size);
    List<T> elements = new ArrayList<>(Math.toIntExact(size));
    all.forEach(elements::add);
    return elements;
  }

  private List<T> distinct(int count, RandomGenerator random) {
    if ((long) count * READ_ALL_FACTOR > size) {
      return picked(count, random);
    }
    view.reserveItems(count);
    Set<T> drawn = LinkedHashSet.newLinkedHashSet(count);
    int fruitless = 0;
    while (drawn.size() < count && fruitless < FRUITLESS_ROUNDS_MAX) {
      boolean grew = drawn.addAll(draws.draw(count - drawn.size(), random));
      fruitless = grew ? 0 : fruitless + 1;
    }
    return drawn.size() == count ? new ArrayList<>(drawn) : picked(count, random);
  }

  /** The first steps of a Fisher-Yates shuffle of everything. */
  private List<T> picked(int count, RandomGenerator random) {
    List<T> elements = everything();
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, elements.size());
      T element = elements.set(i, elements.get(other));
      elements.set(other, element);
    }
    return elements.subList(0, count);
  }
}
