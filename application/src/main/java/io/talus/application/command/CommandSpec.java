package io.talus.application.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command's row in its family's table. It feeds lookup, COMMAND, COMMAND DOCS, routing and the
 * documents, and holds whatever others have to know of the command.
 *
 * @param name in lower case; a subcommand's is {@code container|name}
 * @param arity with the name; negative: at least that many
 * @param flags as COMMAND INFO shows them
 * @param keys where the keys stand
 * @param nature what Redis does not show, but the node goes by
 * @param docs what COMMAND DOCS answers
 * @param command what runs; null for a container, which has only subcommands
 */
public record CommandSpec(
    String name,
    int arity,
    Set<CommandFlag> flags,
    List<KeySpec> keys,
    Nature nature,
    CommandDocs docs,
    @Nullable Command command,
    List<CommandSpec> subcommands) {

  /**
   * What Redis does not show.
   *
   * @param otherTables which tables are reached beside the selected one
   * @param secrets which arguments nobody else may read
   * @param merging what the replies of its parts become, if a cluster takes it apart
   */
  public record Nature(
      Set<CommandTrait> traits, OtherTables otherTables, SecretArguments secrets, Merging merging) {
    static final Nature PLAIN =
        new Nature(Set.of(), new OtherTables.None(), SecretArguments.NONE, Merging.SAME);
  }

  /** A row without keys, flags and documentation yet. */
  public static CommandSpec of(String name, int arity, @Nullable Command command) {
    return new CommandSpec(
        name, arity, Set.of(), List.of(), Nature.PLAIN, CommandDocs.NONE, command, List.of());
  }

  /** A container such as CONFIG; its own arity is -2. */
  public static CommandSpec container(String name, CommandSpec... subcommands) {
    return of(name, -2, null).subcommands(List.of(subcommands));
  }

  public CommandSpec flags(CommandFlag first, CommandFlag... rest) {
    Set<CommandFlag> given = EnumSet.of(first, rest);
    return new CommandSpec(name, arity, given, keys, nature, docs, command, subcommands);
  }

  public CommandSpec keys(KeySpec... specs) {
    List<KeySpec> given = List.of(specs);
    return new CommandSpec(name, arity, flags, given, nature, docs, command, subcommands);
  }

  public CommandSpec traits(CommandTrait first, CommandTrait... rest) {
    return with(
        new Nature(EnumSet.of(first, rest), nature.otherTables, nature.secrets, nature.merging));
  }

  /** The command reaches these tables beside the selected one. */
  public CommandSpec reaches(OtherTables tables) {
    return with(new Nature(nature.traits, tables, nature.secrets, nature.merging));
  }

  /** Nobody else may read these arguments. */
  public CommandSpec hides(SecretArguments secrets) {
    return with(new Nature(nature.traits, nature.otherTables, secrets, nature.merging));
  }

  /** What becomes of the replies of its parts, if a cluster takes it apart. */
  public CommandSpec merges(Merging merging) {
    return with(new Nature(nature.traits, nature.otherTables, nature.secrets, merging));
  }

  private CommandSpec with(Nature changed) {
    return new CommandSpec(name, arity, flags, keys, changed, docs, command, subcommands);
  }

  /** The command has subcommands, too. */
  public CommandSpec subcommands(List<CommandSpec> given) {
    return new CommandSpec(name, arity, flags, keys, nature, docs, command, given);
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
    return new CommandSpec(name, arity, flags, keys, nature, written, command, subcommands);
  }

  public boolean has(CommandFlag flag) {
    return flags.contains(flag);
  }

  public boolean has(CommandTrait trait) {
    return nature.traits.contains(trait);
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
