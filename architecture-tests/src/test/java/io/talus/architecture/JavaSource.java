package io.talus.architecture;

/**
 * One source file, with its parts told apart. What is taken out becomes blanks, so that lines and
 * columns stay where they are.
 *
 * @param path relative to the repository, with slashes
 */
record JavaSource(String path, String text) {

  private static final String TEXT_BLOCK = "\"\"\"";

  long lineCount() {
    return text.lines().count();
  }

  boolean isMain() {
    return path.contains("/src/main/");
  }

  /** Code and comments, with nothing between the quotes. */
  String withoutLiterals() {
    return blank(false);
  }

  /** The code alone. */
  String code() {
    return blank(true);
  }

  private String blank(boolean commentsToo) {
    StringBuilder kept = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = endOfTokenAt(at);
      boolean comment = text.startsWith("//", at) || text.startsWith("/*", at);
      boolean literal = text.charAt(at) == '"' || text.charAt(at) == '\'';
      boolean taken = comment ? commentsToo : literal;
      for (int i = at; i < end; i++) {
        kept.append(taken && text.charAt(i) != '\n' ? ' ' : text.charAt(i));
      }
      at = end;
    }
    return kept.toString();
  }

  /** Where the comment or literal that starts here ends; the next character if none starts here. */
  private int endOfTokenAt(int at) {
    if (text.startsWith("//", at)) {
      return endAfter("\n", at, 0);
    }
    if (text.startsWith("/*", at)) {
      return endAfter("*/", at + 2, 2);
    }
    if (text.startsWith(TEXT_BLOCK, at)) {
      return endOfLiteral(TEXT_BLOCK, at);
    }
    char first = text.charAt(at);
    return first == '"' || first == '\'' ? endOfLiteral(String.valueOf(first), at) : at + 1;
  }

  private int endAfter(String delimiter, int from, int delimiterLength) {
    int found = text.indexOf(delimiter, from);
    return found < 0 ? text.length() : found + delimiterLength;
  }

  private int endOfLiteral(String quote, int start) {
    int at = start + quote.length();
    while (at < text.length() && !text.startsWith(quote, at)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + quote.length());
  }
}
