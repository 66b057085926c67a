package io.talus.application.walk;

import org.jspecify.annotations.Nullable;

/**
 * Elements one after the other, read from the store as they are asked for. Belongs to one walk,
 * which one thread at a time goes on with.
 */
@FunctionalInterface
public interface Pull<E> {
  /** The next element; null at the end. */
  @Nullable E next();
}
