package io.talus.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a source has to look: small, finished, and without anything of the machine it was written on.
 */
final class Tidiness {

  static final int FILE_LINES_MAX = 500;
  static final int METHOD_LINES_MAX = 60;

  /**
   * A command table is data, a row a command; only what returns one may be longer than a screen.
   */
  static final int TABLE_LINES_MAX = 130;

  private static final Pattern TABLE_HEADER =
      Pattern.compile(".*\\bList<CommandSpec> \\w+\\([^)]*\\)", Pattern.DOTALL);

  /** Main files above {@link #LARGE_FILE_LINES} lines may be at most this share of all. */
  static final double LARGE_FILES_SHARE_MAX = 0.08;

  static final int LARGE_FILE_LINES = 250;

  // Written so that they do not find themselves.
  private static final Pattern OPEN_END = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w./])/(home|root|work|Users|tmp|usr/lib/jvm)/");
  private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");
  private static final Pattern EMPTY_CATCH =
      Pattern.compile("\\bcatch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
  private static final Pattern WILDCARD_IMPORT =
      Pattern.compile("^import .*\\*;", Pattern.MULTILINE);

  private Tidiness() {}

  /** What is wrong with the source; empty if nothing is. */
  static List<String> objections(JavaSource source) {
    List<String> found = new ArrayList<>();
    if (source.lineCount() > FILE_LINES_MAX) {
      found.add(
          source.path() + ": " + source.lineCount() + " lines (at most " + FILE_LINES_MAX + ")");
    }
    for (MethodLengths.Method method : MethodLengths.of(source)) {
      boolean table = TABLE_HEADER.matcher(method.header()).matches();
      if (method.lines() > (table ? TABLE_LINES_MAX : METHOD_LINES_MAX)) {
        found.add(at(source, method.line()) + "a method of " + method.lines() + " lines");
      }
    }
    findAll(OPEN_END, source.withoutLiterals(), source, "an open end", found);
    findAll(MACHINE_PATH, source.text(), source, "a path of one machine", found);
    findAll(DISABLED, source.code(), source, "a disabled test", found);
    findAll(EMPTY_CATCH, source.withoutLiterals(), source, "an empty catch", found);
    findAll(WILDCARD_IMPORT, source.code(), source, "a wildcard import", found);
    for (Ban ban : Ban.ALL) {
      if (ban.isBrokenBy(source)) {
        found.add(source.path() + ": " + ban.what() + " (" + ban.instead() + ")");
      }
    }
    return found;
  }

  /** The files that count as large, when they are too many; else none. */
  static List<String> tooManyLargeFiles(List<JavaSource> sources) {
    List<JavaSource> main = sources.stream().filter(JavaSource::isMain).toList();
    List<String> large =
        main.stream()
            .filter(source -> source.lineCount() > LARGE_FILE_LINES)
            .map(source -> source.path() + ": " + source.lineCount() + " lines")
            .toList();
    return large.size() > main.size() * LARGE_FILES_SHARE_MAX ? large : List.of();
  }

  private static void findAll(
      Pattern pattern, String text, JavaSource source, String what, List<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int line =
          1 + (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
      found.add(at(source, line) + what);
    }
  }

  private static String at(JavaSource source, int line) {
    return source.path() + ":" + line + ": ";
  }
}
