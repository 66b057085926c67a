package io.talus.domain.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts a run of elements into lists of a size that is good for one mutation. */
final class Portions<E> {
  private final Consumer<List<E>> consumer;
  private List<E> portion = new ArrayList<>();

  Portions(Consumer<List<E>> consumer) {
    this.consumer = consumer;
  }

  void add(E element) {
    portion.add(element);
    if (portion.size() == Rebuild.ELEMENTS_MAX) {
      finish();
    }
  }

  /** Hands on what is left. */
  void finish() {
    if (!portion.isEmpty()) {
      consumer.accept(portion);
      portion = new ArrayList<>();
    }
  }
}
