package io.talus.product.fuzz;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the node itself tells about a command.
 *
 * @param words the command's name, or that of its container and its own
 * @param arity as in Redis: negative for at least so many
 * @param tokens the words of its options
 */
record CommandSyntax(List<String> words, int arity, List<String> tokens) {

  /** Commands that are not called, each with its reason. */
  private static final Map<String, String> EXCLUDED =
      Map.ofEntries(
          Map.entry("shutdown", "ends the node, as it should"),
          Map.entry("quit", "closes the connection, as it should"),
          Map.entry("debug", "is there to do harm, and refused unless enabled"),
          Map.entry("client kill", "closes the connection, as it should"),
          Map.entry("client pause", "holds up everybody for as long as it is told"),
          Map.entry("client reply", "OFF leaves commands without replies, as it should"),
          Map.entry("config set", "changes the limits that the test relies on"),
          Map.entry("config rewrite", "writes a file"),
          Map.entry("save", "fills the disk with copies"),
          Map.entry("bgsave", "fills the disk with copies"),
          Map.entry("hello", "changes the protocol; the fixed tests call it"),
          Map.entry("reset", "changes the protocol; the fixed tests call it"),
          Map.entry("monitor", "sends what is no reply"),
          Map.entry("subscribe", "sends what is no reply"),
          Map.entry("psubscribe", "sends what is no reply"),
          Map.entry("ssubscribe", "sends what is no reply"),
          Map.entry("unsubscribe", "sends as many replies as channels"),
          Map.entry("punsubscribe", "sends as many replies as channels"),
          Map.entry("sunsubscribe", "sends as many replies as channels"),
          Map.entry("sync", "turns the connection into a replica's"),
          Map.entry("psync", "turns the connection into a replica's"));

  /** All commands and subcommands of the node but the excluded ones. */
  static List<CommandSyntax> all(RespClient client) throws IOException {
    List<CommandSyntax> all = new ArrayList<>();
    for (String name : client.call("COMMAND", "LIST").texts()) {
      Answer row = client.call("COMMAND", "INFO", name).items().getFirst();
      List<String> tokens = tokens(client.call("COMMAND", "DOCS", name));
      add(all, row, tokens);
      for (Answer subcommand : row.items().get(9).items()) {
        add(all, subcommand, tokens);
      }
    }
    return all;
  }

  private static void add(List<CommandSyntax> all, Answer row, List<String> tokens) {
    String name = row.items().getFirst().text().replace('|', ' ');
    if (!EXCLUDED.containsKey(name)) {
      int arity = (int) row.items().get(1).number();
      all.add(new CommandSyntax(List.of(name.split(" ", -1)), arity, tokens));
    }
  }

  private static List<String> tokens(Answer docs) {
    TreeSet<String> tokens = new TreeSet<>();
    collect(docs, tokens);
    return tokens.stream().map(token -> token.toUpperCase(Locale.ROOT)).toList();
  }

  private static void collect(Answer answer, TreeSet<String> tokens) {
    List<Answer> items = answer.items();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).text().equals("token") && i + 1 < items.size()) {
        tokens.add(items.get(i + 1).text());
      }
      collect(items.get(i), tokens);
    }
  }
}
