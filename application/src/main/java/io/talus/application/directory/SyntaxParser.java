package io.talus.application.directory;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a command's syntax as the Redis documentation writes it into a tree:
 *
 * <pre>
 * sequence = item *
 * item     = WORD in upper case, a keyword, with the values that follow it
 *          | word, a value
 *          | "[" choice "]", which may be left out
 *          | "&lt;" choice "&gt;"
 *          | "[" sequence "...]", which repeats what stands before it
 * choice   = sequence ( "|" sequence ) *
 * </pre>
 */
final class SyntaxParser {
  private static final String REPEAT = "...";

  private final List<String> words;
  private int at;

  private SyntaxParser(List<String> words) {
    this.words = words;
  }

  static List<Argument> parse(String syntax) {
    SyntaxParser parser = new SyntaxParser(words(syntax));
    List<Argument> arguments = parser.sequence();
    if (parser.at < parser.words.size()) {
      throw new IllegalArgumentException("unexpected '" + parser.peek() + "' in: " + syntax);
    }
    return arguments;
  }

  private static List<String> words(String syntax) {
    String spaced = syntax.replaceAll("([\\[\\]<>|])", " $1 ").replace(REPEAT, " " + REPEAT + " ");
    List<String> words = new ArrayList<>();
    for (String word : spaced.strip().split(" +", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private String peek() {
    return at < words.size() ? words.get(at) : "]";
  }

  private boolean atEnd() {
    return switch (peek()) {
      case "]", ">", "|", REPEAT -> true;
      default -> false;
    };
  }

  private List<Argument> sequence() {
    List<Argument> items = new ArrayList<>();
    while (!atEnd()) {
      if (isKeyword(peek())) {
        items.add(keyword());
      } else {
        addItem(items);
      }
    }
    return items;
  }

  /** A keyword takes the values behind it, up to the next keyword or optional part. */
  private Argument keyword() {
    String token = words.get(at++);
    List<Argument> values = new ArrayList<>();
    while (!atEnd() && !isKeyword(peek()) && (!peek().equals("[") || isRepeat())) {
      addItem(values);
    }
    return values.isEmpty() ? Argument.token(token) : Argument.block(values).withToken(token);
  }

  private void addItem(List<Argument> items) {
    String word = words.get(at);
    if (word.equals("[") && isRepeat()) {
      repeat(items);
    } else if (word.equals("[")) {
      items.add(enclosed("]").asOptional());
    } else if (word.equals("<")) {
      items.add(enclosed(">"));
    } else {
      at++;
      items.add(Argument.value(word));
    }
  }

  private Argument enclosed(String end) {
    at++;
    List<Argument> alternatives = new ArrayList<>();
    alternatives.add(Argument.block(sequence()));
    while (peek().equals("|")) {
      at++;
      alternatives.add(Argument.block(sequence()));
    }
    if (!peek().equals(end)) {
      throw new IllegalArgumentException("missing '" + end + "' in: " + String.join(" ", words));
    }
    at++;
    return Argument.choice(alternatives);
  }

  /** Whether the brackets that begin here end with dots. */
  private boolean isRepeat() {
    int depth = 0;
    for (int i = at; i < words.size(); i++) {
      if (words.get(i).equals("[")) {
        depth++;
      } else if (words.get(i).equals("]") && --depth == 0) {
        return words.get(i - 1).equals(REPEAT);
      }
    }
    return false;
  }

  /** What is repeated stands before, as often as the brackets have items. */
  private void repeat(List<Argument> items) {
    at++;
    boolean withToken = isKeyword(peek());
    int count = sequence().size();
    at += 2;
    int from = items.size() - count;
    if (from < 0) {
      throw new IllegalArgumentException("nothing to repeat in: " + String.join(" ", words));
    }
    List<Argument> repeated = new ArrayList<>(items.subList(from, items.size()));
    items.subList(from, items.size()).clear();
    items.add(Argument.block(repeated).repeated(withToken));
  }

  private static boolean isKeyword(String word) {
    return word.chars().noneMatch(Character::isLowerCase)
        && word.chars().anyMatch(c -> Character.isUpperCase(c) || "*$=~".indexOf(c) >= 0);
  }
}
