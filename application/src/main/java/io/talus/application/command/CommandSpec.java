package io.talus.application.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command's row in its family's table. It feeds lookup, COMMAND, COMMAND DOCS, routing and the
 * documents.
 *
 * @param name in lower case; a subcommand's is {@code container|name}
 * @param arity with the name; negative: at least that many
 * @param keys where the keys stand
 * @param docs what COMMAND DOCS answers
 * @param command what runs; null for a container, which has only subcommands
 */
public record CommandSpec(
    String name,
    int arity,
    Set<CommandFlag> flags,
    List<KeySpec> keys,
    CommandDocs docs,
    @Nullable Command command,
    List<CommandSpec> subcommands) {

  /** A row without keys, flags and documentation yet. */
  public static CommandSpec of(String name, int arity, Command command) {
    return new CommandSpec(name, arity, Set.of(), List.of(), CommandDocs.NONE, command, List.of());
  }

  /** A container such as CONFIG; its own arity is -2. */
  public static CommandSpec container(String name, CommandSpec... subcommands) {
    return new CommandSpec(
        name, -2, Set.of(), List.of(), CommandDocs.NONE, null, List.of(subcommands));
  }

  public CommandSpec flags(CommandFlag first, CommandFlag... rest) {
    return new CommandSpec(name, arity, EnumSet.of(first, rest), keys, docs, command, subcommands);
  }

  public CommandSpec keys(KeySpec... specs) {
    return new CommandSpec(name, arity, flags, List.of(specs), docs, command, subcommands);
  }

  /**
   * What COMMAND DOCS and hints show.
   *
   * @param since Redis's version that brought the command
   * @param group Redis's name of the family
   * @param syntax the arguments as the Redis documentation writes them, without the name
   */
  public CommandSpec docs(
      String since, String group, String complexity, String summary, String syntax) {
    CommandDocs written = new CommandDocs(summary, since, group, complexity, syntax);
    return new CommandSpec(name, arity, flags, keys, written, command, subcommands);
  }

  public boolean has(CommandFlag flag) {
    return flags.contains(flag);
  }

  /** Whether the command may name more than one key. */
  public boolean hasManyKeys() {
    return keys.size() > 1 || (!keys.isEmpty() && keys.getFirst().isMany());
  }

  public boolean acceptsCount(int count) {
    return arity >= 0 ? count == arity : count >= -arity;
  }

  public boolean isContainer() {
    return command == null;
  }
}
