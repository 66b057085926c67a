package io.talus.commands.differential;

import io.talus.domain.bytes.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/** Commands as redis-cli takes them, so that a trace can be played by hand. */
final class Calls {
  private static final int WORD_LENGTH_SHOWN = 60;

  private Calls() {}

  static String text(List<Bytes> words) {
    return words.stream().map(Calls::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(Bytes word) {
    StringBuilder text = new StringBuilder();
    boolean plain = !word.isEmpty();
    for (int i = 0; i < Math.min(word.length(), WORD_LENGTH_SHOWN); i++) {
      int b = word.at(i) & 0xFF;
      plain &= isPrintable(b) && b != ' ' && b != '\'';
      text.append(isPrintable(b) ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    String shown = plain ? text.toString() : "\"" + text + "\"";
    return word.length() > WORD_LENGTH_SHOWN ? shown + "...(" + word.length() + " bytes)" : shown;
  }

  private static boolean isPrintable(int b) {
    return b >= ' ' && b < 0x7F && b != '"' && b != '\\';
  }
}
