package io.talus.application.command;

/**
 * What COMMAND DOCS and redis-cli's hints show.
 *
 * @param syntax the arguments as the Redis documentation writes them: {@code key value [NX | XX]
 *     [EX seconds | PX milliseconds]}; COMMAND DOCS' argument tree is made from it
 */
public record CommandDocs(
    String summary, String since, String group, String complexity, String syntax) {
  public static final CommandDocs NONE = new CommandDocs("", "", "", "", "");
}
