package io.talus.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the methods of a source by counting braces.
 *
 * <p>A block whose parent is the body of a type is a method (or constructor, or initializer),
 * unless it is the body of a type itself, an enum constant's body or an array. That is told from
 * the text before its brace, which is enough for sources that google-java-format has written.
 */
final class MethodLengths {

  /** A method: the line of its opening brace, and how many lines reach to the closing one. */
  record Method(String header, int line, int lines) {}

  private enum Kind {
    TYPE,
    METHOD,
    OTHER
  }

  private record Block(Kind kind, String header, int line) {}

  private static final Pattern TYPE_HEADER =
      Pattern.compile("(^|.*[\\s)])(class|interface|enum|record)\\s+\\w.*", Pattern.DOTALL);
  private static final Pattern ANONYMOUS_TYPE =
      Pattern.compile(".*\\bnew\\s+[\\w.]+(<.*>)?\\s*\\(.*\\)", Pattern.DOTALL);
  private static final Pattern ENUM_CONSTANT =
      Pattern.compile("[,\\s]*[A-Z][A-Z0-9_]+\\s*(\\(.*\\))?", Pattern.DOTALL);
  private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

  private final String code;
  private final Deque<Block> open = new ArrayDeque<>();
  private final List<Method> methods = new ArrayList<>();

  private MethodLengths(String code) {
    this.code = code;
  }

  static List<Method> of(JavaSource source) {
    MethodLengths lengths = new MethodLengths(source.code());
    lengths.scan();
    return lengths.methods;
  }

  private void scan() {
    int line = 1;
    int headerStart = 0;
    for (int at = 0; at < code.length(); at++) {
      char c = code.charAt(at);
      if (c == '\n') {
        line++;
      } else if (c == '{') {
        String header = code.substring(headerStart, at).strip();
        open.push(new Block(kindOf(header), header, line));
      } else if (c == '}' && !open.isEmpty()) {
        close(open.pop(), line);
      }
      if (c == '{' || c == '}' || c == ';') {
        headerStart = at + 1;
      }
    }
  }

  private void close(Block block, int line) {
    if (block.kind() == Kind.METHOD) {
      methods.add(new Method(block.header(), block.line(), line - block.line() + 1));
    }
  }

  private Kind kindOf(String header) {
    if (TYPE_HEADER.matcher(header).matches() || ANONYMOUS_TYPE.matcher(header).matches()) {
      return Kind.TYPE;
    }
    if (open.isEmpty() || open.peek().kind() != Kind.TYPE) {
      return Kind.OTHER;
    }
    if (ENUM_CONSTANT.matcher(header).matches()) {
      return Kind.TYPE;
    }
    String outside = withoutParentheses(header);
    return outside.contains("=") || outside.contains("(") ? Kind.OTHER : Kind.METHOD;
  }

  private static String withoutParentheses(String header) {
    String shorter = PARENTHESES.matcher(header).replaceAll("");
    return shorter.equals(header) ? header : withoutParentheses(shorter);
  }
}
