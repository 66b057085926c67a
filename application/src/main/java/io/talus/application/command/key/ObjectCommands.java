package io.talus.application.command.key;

import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.READONLY;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.HelpText;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;

/** OBJECT and its subcommands. */
final class ObjectCommands {
  private static final String GROUP = "generic";

  /** There is one eviction policy, and it is none that counts. */
  private static final String NOT_COUNTED =
      "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that"
          + " when switching between policies at runtime LRU and LFU data will take some time to"
          + " adjust.";

  private static final HelpText HELP =
      new HelpText(
          "OBJECT",
          "ENCODING <key>",
          "    Return the kind of internal representation used in order to store the value",
          "    associated with a <key>.",
          "FREQ <key>",
          "    Return the access frequency index of the <key>. The returned integer is",
          "    proportional to the logarithm of the recent access frequency of the key.",
          "IDLETIME <key>",
          "    Return the idle time of the <key>, that is the approximated number of",
          "    seconds elapsed since the last access to the key.",
          "REFCOUNT <key>",
          "    Return the number of references of the value associated with the specified",
          "    <key>.");

  private ObjectCommands() {}

  static CommandSpec container() {
    return CommandSpec.container(
            "object",
            encoding(),
            freq(),
            CommandSpec.of("object|help", 2, HELP)
                .flags(LOADING, STALE)
                .docs(
                    "6.2.0",
                    GROUP,
                    "O(1)",
                    "Returns helpful text about the different subcommands.",
                    ""),
            idleTime(),
            refCount())
        .docs(
            "2.2.3",
            GROUP,
            "Depends on subcommand.",
            "A container for object introspection commands.",
            "");
  }

  private static CommandSpec encoding() {
    return question(
            "encoding",
            (key, value, view) -> Reply.bulk(new Encodings(view.encodingLimits()).of(value)))
        .docs("2.2.3", GROUP, "O(1)", "Returns the internal encoding of a Redis object.", "key");
  }

  private static CommandSpec freq() {
    return question(
            "freq",
            (key, value, view) -> {
              throw new CommandError(NOT_COUNTED);
            })
        .docs(
            "4.0.0",
            GROUP,
            "O(1)",
            "Returns the logarithmic access frequency counter of a Redis object.",
            "key");
  }

  private static CommandSpec idleTime() {
    return question("idletime", (key, value, view) -> Reply.integer(view.idleSeconds(key)))
        .docs(
            "2.2.3",
            GROUP,
            "O(1)",
            "Returns the time since the last access to a Redis object.",
            "key");
  }

  private static CommandSpec refCount() {
    return question("refcount", (key, value, view) -> Reply.integer(1))
        .docs("2.2.3", GROUP, "O(1)", "Returns the reference count of a value of a key.", "key");
  }

  private static CommandSpec question(String name, ObjectQuestion.Answer answer) {
    return CommandSpec.of("object|" + name, 3, new ObjectQuestion(answer))
        .flags(READONLY)
        .keys(KeySpec.at("RO", 2));
  }
}
