package io.talus.application.directory;

import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a command as COMMAND DOCS answers them. */
final class ArgumentTree {
  private final int keySpecs;
  private int keysSeen;

  private ArgumentTree(int keySpecs) {
    this.keySpecs = keySpecs;
  }

  /**
   * The reply.
   *
   * @param keySpecs how many key specifications the command has; keys refer to them in order
   */
  static Reply of(List<Argument> arguments, int keySpecs) {
    return new ArgumentTree(keySpecs).array(arguments);
  }

  private Reply array(List<Argument> arguments) {
    List<Reply> items = new ArrayList<>();
    for (Argument argument : arguments) {
      items.add(map(argument));
    }
    return new Reply.Array(items);
  }

  private Reply map(Argument argument) {
    List<Reply> map = new ArrayList<>();
    add(map, "name", Reply.bulk(argument.name()));
    add(map, "type", Reply.bulk(argument.type().redisName()));
    boolean isGroup =
        argument.type() == Argument.Type.ONEOF || argument.type() == Argument.Type.BLOCK;
    if (!isGroup) {
      add(map, "display_text", Reply.bulk(argument.name()));
    }
    if (argument.type() == Argument.Type.KEY && keySpecs > 0) {
      add(map, "key_spec_index", Reply.integer(Math.min(keysSeen++, keySpecs - 1)));
    }
    if (!argument.token().isEmpty()) {
      add(map, "token", Reply.bulk(argument.token()));
    }
    addFlags(argument, map);
    if (isGroup) {
      add(map, "arguments", array(argument.parts()));
    }
    return new Reply.Map(map);
  }

  private static void add(List<Reply> map, String name, Reply value) {
    map.add(Reply.bulk(name));
    map.add(value);
  }

  private static void addFlags(Argument argument, List<Reply> map) {
    List<Reply> flags = new ArrayList<>();
    addIf(argument.optional(), "optional", flags);
    addIf(argument.multiple(), "multiple", flags);
    addIf(argument.multipleToken(), "multiple_token", flags);
    if (!flags.isEmpty()) {
      add(map, "flags", new Reply.Set(flags));
    }
  }

  private static void addIf(boolean set, String name, List<Reply> flags) {
    if (set) {
      flags.add(new Reply.Simple(name));
    }
  }
}
