package io.talus.application.walk;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several inputs in hash order, merged: each name comes once, with the elements that have it. Takes
 * time linear in the elements, times the logarithm of the number of inputs.
 */
public final class Union<E> {
  /** An input at one of its elements. */
  private final class Head {
    private final int input;
    private final Pull<E> rest;
    private E element;
    private Bytes name;

    Head(int input, Pull<E> rest, E first) {
      this.input = input;
      this.rest = rest;
      this.element = first;
      this.name = nameOf.apply(first);
    }

    boolean advance() {
      E next = rest.next();
      if (next == null) {
        return false;
      }
      element = next;
      name = nameOf.apply(next);
      return true;
    }
  }

  private final Function<E, Bytes> nameOf;
  private final PriorityQueue<Head> heads;

  /** The inputs that have the current name, in their order. */
  private final List<Head> current = new ArrayList<>();

  public Union(List<Pull<E>> inputs, Function<E, Bytes> nameOf) {
    this.nameOf = nameOf;
    Comparator<Head> order = (left, right) -> Bytes.compareByHash(left.name, right.name);
    this.heads =
        new PriorityQueue<>(Math.max(1, inputs.size()), order.thenComparingInt(head -> head.input));
    for (int i = 0; i < inputs.size(); i++) {
      E first = inputs.get(i).next();
      if (first != null) {
        heads.add(new Head(i, inputs.get(i), first));
      }
    }
  }

  /** Goes on to the next name; false at the end. */
  public boolean advance() {
    for (int i = 0; i < current.size(); i++) {
      if (current.get(i).advance()) {
        heads.add(current.get(i));
      }
    }
    current.clear();
    Head first = heads.poll();
    if (first == null) {
      return false;
    }
    current.add(first);
    for (Head same = heads.peek();
        same != null && same.name.equals(first.name);
        same = heads.peek()) {
      current.add(heads.remove());
    }
    return true;
  }

  /** How many inputs have the current name. */
  public int count() {
    return current.size();
  }

  /** Which input it is. */
  public int input(int index) {
    return current.get(index).input;
  }

  public E element(int index) {
    return current.get(index).element;
  }

  /** Each name once, with the element of the first input that has it. */
  public Pull<E> firsts() {
    return new Pull<>() {
      @Override
      public @Nullable E next() {
        return advance() ? element(0) : null;
      }
    };
  }
}
