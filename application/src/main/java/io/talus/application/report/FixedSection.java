package io.talus.application.report;

import java.util.List;

/**
 * A section that says the same at all times.
 *
 * @param namesAndValues name, value, name, value ...
 */
record FixedSection(String title, List<String> namesAndValues) implements Section {
  static FixedSection of(String title, String... namesAndValues) {
    return new FixedSection(title, List.of(namesAndValues));
  }

  @Override
  public void write(Lines out) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      out.line(namesAndValues.get(i), namesAndValues.get(i + 1));
    }
  }
}
