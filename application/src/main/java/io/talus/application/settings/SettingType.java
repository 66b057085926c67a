package io.talus.application.settings;

import java.util.List;

/** How the words of a file or a client become a setting's value, and back. Immutable. */
public interface SettingType<T> {
  /**
   * Reads the value.
   *
   * @param words at least one, unless {@link #takesSeveralWords}
   * @param current the value so far, for settings that are given in parts
   */
  T parse(List<String> words, T current) throws RefusedValue;

  /**
   * What a value begins with that is given anew, by CONFIG SET or the first line of a file: for
   * settings whose lines add up.
   */
  default T basis(T current) {
    return current;
  }

  /** The value as CONFIG GET shows it. */
  String text(T value);

  /** What may be given, for error messages and the documents. */
  String expected();

  /** Whether the value consists of several words, which CONFIG SET takes as one argument. */
  default boolean takesSeveralWords() {
    return false;
  }

  /** The values of the lines that CONFIG REWRITE writes, each as it stands behind the name. */
  default List<String> lines(T value) {
    return List.of(ConfigWords.quote(text(value)));
  }
}
