package io.talus.commands.differential;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of commands.txt: all the commands that it stands for. */
public final class CommandGrammar {
  private static final Pattern TOKEN = Pattern.compile("[\\[\\]()|+]|[^\\s\\[\\]()|+]+");
  private static final int REPEATS_MAX = 3;

  /** A part of a command. */
  private sealed interface Part {
    record Word(String text) implements Part {}

    record Choice(List<List<Part>> alternatives, boolean optional) implements Part {}

    record Repeated(Part part) implements Part {}
  }

  private final Comparison comparison;
  private final boolean fixed;
  private final List<Part> parts;

  private CommandGrammar(Comparison comparison, boolean fixed, List<Part> parts) {
    this.comparison = comparison;
    this.fixed = fixed;
    this.parts = parts;
  }

  /** What a line stands for. */
  public static CommandGrammar parse(String line) {
    String[] columns = line.split("\\s+", 2);
    boolean fixed = columns[0].endsWith("!");
    String mode = fixed ? columns[0].substring(0, columns[0].length() - 1) : columns[0];
    return new CommandGrammar(
        Comparison.valueOf(mode.toUpperCase(Locale.ROOT)),
        fixed,
        new Parser(columns[1]).sequence());
  }

  /** The command's name in upper case. */
  String name() {
    return parts.getFirst() instanceof Part.Word word ? word.text() : "";
  }

  Comparison comparison() {
    return comparison;
  }

  /** Whether no argument may be spoilt. */
  boolean isFixed() {
    return fixed;
  }

  List<Bytes> command(RandomGenerator random) {
    List<Bytes> words = new ArrayList<>();
    write(parts, random, new Vocabulary(random), words);
    return words;
  }

  private static void write(
      List<Part> parts, RandomGenerator random, Vocabulary vocabulary, List<Bytes> words) {
    for (Part part : parts) {
      switch (part) {
        case Part.Word word -> words.add(chosen(word.text(), vocabulary));
        case Part.Choice choice -> {
          if (!choice.optional || random.nextInt(3) == 0) {
            int pick = random.nextInt(choice.alternatives.size());
            write(choice.alternatives.get(pick), random, vocabulary, words);
          }
        }
        case Part.Repeated repeated -> {
          int times = random.nextInt(1, REPEATS_MAX + 1);
          for (int i = 0; i < times; i++) {
            write(List.of(repeated.part), random, vocabulary, words);
          }
        }
      }
    }
  }

  private static Bytes chosen(String word, Vocabulary vocabulary) {
    boolean named = Character.isLowerCase(word.charAt(0));
    return named ? vocabulary.word(word) : Bytes.of(word);
  }

  private static final class Parser {
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Parser(String text) {
      Matcher matcher = TOKEN.matcher(text);
      while (matcher.find()) {
        tokens.add(matcher.group());
      }
    }

    List<Part> sequence() {
      List<Part> parts = new ArrayList<>();
      while (next < tokens.size() && !"|])".contains(tokens.get(next))) {
        Part part = part(tokens.get(next++));
        boolean repeated = next < tokens.size() && tokens.get(next).equals("+");
        next += repeated ? 1 : 0;
        parts.add(repeated ? new Part.Repeated(part) : part);
      }
      return parts;
    }

    private Part part(String token) {
      if (!token.equals("[") && !token.equals("(")) {
        return new Part.Word(token);
      }
      List<List<Part>> alternatives = new ArrayList<>();
      do {
        alternatives.add(sequence());
      } while (tokens.get(next++).equals("|"));
      return new Part.Choice(alternatives, token.equals("["));
    }
  }
}
