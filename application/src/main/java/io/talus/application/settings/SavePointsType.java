package io.talus.application.settings;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code seconds changes} pairs, as {@code save} has them; lines of a file add up. */
record SavePointsType() implements SettingType<List<String>> {
  private static final String COMPLAINT = "Invalid save parameters";

  @Override
  public List<String> parse(List<String> words, List<String> current) throws RefusedValue {
    if (words.equals(List.of(""))) {
      return List.of();
    }
    if (words.isEmpty() || words.size() % 2 != 0) {
      throw new RefusedValue(COMPLAINT);
    }
    for (int i = 0; i < words.size(); i += 2) {
      require(words.get(i), 1);
      require(words.get(i + 1), 0);
    }
    List<String> together = new ArrayList<>(current);
    together.addAll(words);
    return List.copyOf(together);
  }

  private static void require(String word, int min) throws RefusedValue {
    OptionalLong number = Decimal.parse(Bytes.of(word));
    if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > Integer.MAX_VALUE) {
      throw new RefusedValue(COMPLAINT);
    }
  }

  @Override
  public List<String> basis(List<String> current) {
    return List.of();
  }

  @Override
  public String text(List<String> value) {
    return String.join(" ", value);
  }

  @Override
  public String expected() {
    return "pairs of seconds and changes, or nothing";
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public List<String> lines(List<String> value) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < value.size(); i += 2) {
      lines.add(value.get(i) + " " + value.get(i + 1));
    }
    return lines.isEmpty() ? List.of("\"\"") : lines;
  }
}
