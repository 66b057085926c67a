package io.talus.application.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words as Redis does (sdssplitargs): blanks separate, double quotes know
 * escapes such as {@code \n} and {@code \x41}, single quotes only {@code \'}.
 */
public final class ConfigWords {
  private static final String ESCAPES = "nrtba";
  private static final String ESCAPED = "\n\r\t\b\u0007";

  private final String line;
  private final List<String> words = new ArrayList<>();
  private int at;

  private ConfigWords(String line) {
    this.line = line;
  }

  /** The words of the line; null if its quotes are not balanced. */
  public static @Nullable List<String> split(String line) {
    ConfigWords split = new ConfigWords(line);
    return split.readAll() ? split.words : null;
  }

  private boolean readAll() {
    for (skipBlanks(); at < line.length(); skipBlanks()) {
      StringBuilder word = new StringBuilder();
      if (!read(word)) {
        return false;
      }
      words.add(word.toString());
    }
    return true;
  }

  private void skipBlanks() {
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
  }

  private boolean read(StringBuilder word) {
    while (at < line.length() && !isBlank(line.charAt(at))) {
      char c = line.charAt(at++);
      if (c == '"' || c == '\'') {
        return readQuoted(c, word) && (at == line.length() || isBlank(line.charAt(at)));
      }
      word.append(c);
    }
    return true;
  }

  private boolean readQuoted(char quote, StringBuilder word) {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return true;
      }
      if (c == '\\' && at < line.length()) {
        unescape(quote, word);
      } else {
        word.append(c);
      }
    }
    return false;
  }

  private void unescape(char quote, StringBuilder word) {
    char c = line.charAt(at);
    if (quote == '\'') {
      word.append(c == '\'' ? '\'' : '\\');
      at += c == '\'' ? 1 : 0;
    } else if (c == 'x' && isHex(at + 1) && isHex(at + 2)) {
      word.append((char) Integer.parseInt(line, at + 1, at + 3, 16));
      at += 3;
    } else {
      int known = ESCAPES.indexOf(c);
      word.append(known < 0 ? c : ESCAPED.charAt(known));
      at++;
    }
  }

  private boolean isHex(int index) {
    return index < line.length() && Character.digit(line.charAt(index), 16) >= 0;
  }

  /**
   * The word in a form that {@link #split} reads as one, with quotes only where they are needed.
   */
  public static String quote(String word) {
    return isPlain(word) ? word : quoted(word);
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty()
        && word.charAt(0) != '#'
        && word.chars().allMatch(c -> c > ' ' && c != '"' && c != '\'' && c != '\\' && c != 0x7F);
  }

  /** The word between double quotes. */
  public static String quoted(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int known = ESCAPED.indexOf(c);
      if (known >= 0) {
        quoted.append('\\').append(ESCAPES.charAt(known));
      } else if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F) {
        quoted.append("\\x%02x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
