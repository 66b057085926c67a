package io.talus.application.directory;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** COMMAND GETKEYS and GETKEYSANDFLAGS: the keys of a command that is not run. */
final class KeysOfCommand implements SessionCommand {
  private final CommandDirectory directory;
  private final boolean withFlags;

  KeysOfCommand(CommandDirectory directory, boolean withFlags) {
    this.directory = directory;
    this.withFlags = withFlags;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Arguments asked = new Arguments(args.slice(2, args.count()).toArray(Bytes[]::new));
    CommandSpec spec = find(asked);
    if (spec == null || spec.isContainer()) {
      throw new CommandError("ERR Invalid command specified");
    }
    if (spec.keys().isEmpty()) {
      throw new CommandError("ERR The command has no key arguments");
    }
    if (!spec.acceptsCount(asked.count())) {
      throw new CommandError("ERR Invalid number of arguments specified for command");
    }
    List<Reply> keys = keys(spec, asked);
    if (keys.isEmpty() && !spec.has(CommandFlag.NO_MANDATORY_KEYS)) {
      throw new CommandError("ERR Invalid arguments specified for command");
    }
    return new Reply.Array(keys);
  }

  private @Nullable CommandSpec find(Arguments asked) {
    CommandSpec spec = directory.find(asked.get(0));
    return spec != null && spec.isContainer() && asked.count() > 1
        ? directory.table().findSubcommand(spec, asked.get(1))
        : spec;
  }

  private List<Reply> keys(CommandSpec spec, Arguments asked) {
    TreeMap<Integer, Reply> byPosition = new TreeMap<>();
    for (KeySpec keys : spec.keys()) {
      KeySpec called = asCalled(spec, keys, asked);
      keys.forEach(asked, at -> byPosition.putIfAbsent(at, key(asked.get(at), called)));
    }
    return new ArrayList<>(byPosition.values());
  }

  private Reply key(Bytes key, KeySpec spec) {
    return withFlags
        ? Reply.array(Reply.bulk(key), CommandDetails.keyFlags(spec))
        : Reply.bulk(key);
  }

  /** What is done with the keys may depend on the options: then it is told for these arguments. */
  private static KeySpec asCalled(CommandSpec spec, KeySpec keys, Arguments asked) {
    if (!keys.flags().contains("VARIABLE_FLAGS")) {
      return keys;
    }
    boolean reads = !spec.name().equals("set") || hasOption(asked, 3, "GET");
    boolean writes =
        !spec.name().equals("bitfield")
            || hasOption(asked, 2, "SET")
            || hasOption(asked, 2, "INCRBY");
    String read = writes ? KeySpec.READ_UPDATE : KeySpec.READ;
    return new KeySpec(reads ? read : KeySpec.OVERWRITE, keys.begin(), keys.find());
  }

  private static boolean hasOption(Arguments asked, int from, String option) {
    for (int i = from; i < asked.count(); i++) {
      if (asked.is(i, option)) {
        return true;
      }
    }
    return false;
  }
}
