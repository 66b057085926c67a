package io.talus.product.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws commands with arguments that are now and then what the command expects. */
final class RandomCommands {
  private static final int MORE_ARGUMENTS_MAX = 6;

  private static final List<String> KEYS =
      List.of(
          "string", "list", "set", "hash", "zset", "number", "bits", "none", "{tag}1", "{tag}2");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "3",
          "10",
          "-10",
          "1000",
          "65536",
          "2147483647",
          "-2147483648",
          "4294967295",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "18446744073709551616",
          "1.5",
          "-0",
          "+1",
          " 1",
          "01",
          "1e400",
          "1e-400",
          "inf",
          "-inf",
          "nan",
          "0x10",
          "(1",
          "[a",
          "-",
          "+");

  private static final List<String> WORDS =
      List.of(
          "",
          "a",
          "b",
          "c",
          "*",
          "?",
          "[",
          "\\",
          "field",
          "member",
          "value",
          "u8",
          "i64",
          "u63",
          "#1",
          "\r\n",
          "\u0000",
          "\u00ff\u00fe",
          "a b",
          "$5",
          "-ERR",
          "string*",
          "FIELDS",
          "1",
          "2",
          "db0",
          "everything",
          "id=1",
          "127.0.0.1:1");

  private final List<CommandSyntax> commands;
  private final RandomGenerator random;

  RandomCommands(List<CommandSyntax> commands, RandomGenerator random) {
    this.commands = commands;
    this.random = random;
  }

  String[] next() {
    CommandSyntax command = commands.get(random.nextInt(commands.size()));
    List<String> words = new ArrayList<>(command.words());
    int count = count(command);
    while (words.size() < count) {
      words.add(words.size() == 1 && random.nextInt(4) > 0 ? pick(KEYS) : argument(command));
    }
    return words.toArray(String[]::new);
  }

  private int count(CommandSyntax command) {
    if (random.nextInt(20) == 0) {
      return random.nextInt(1, 4);
    }
    return command.arity() >= 0
        ? command.arity()
        : -command.arity() + random.nextInt(MORE_ARGUMENTS_MAX);
  }

  private String argument(CommandSyntax command) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> pick(NUMBERS);
      case 3, 4 -> pick(KEYS);
      case 5, 6, 7 -> command.tokens().isEmpty() ? pick(WORDS) : pick(command.tokens());
      case 8 -> Integer.toString(random.nextInt(-5, 20));
      default -> random.nextInt(50) == 0 ? "x".repeat(random.nextInt(100_000)) : pick(WORDS);
    };
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
