package io.talus.application.directory;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.GlobPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** COMMAND, COMMAND COUNT, COMMAND INFO and COMMAND LIST. */
final class CommandLists {
  private final CommandDirectory directory;

  CommandLists(CommandDirectory directory) {
    this.directory = directory;
  }

  Reply all(Arguments args, Session session) {
    List<Reply> commands = new ArrayList<>();
    for (CommandSpec spec : directory.table().all()) {
      commands.add(CommandDetails.of(spec));
    }
    return new Reply.Array(commands);
  }

  Reply count(Arguments args, Session session) {
    return Reply.integer(directory.table().all().size());
  }

  Reply info(Arguments args, Session session) {
    if (args.count() == 2) {
      return all(args, session);
    }
    List<Reply> commands = new ArrayList<>();
    for (Bytes name : args.slice(2, args.count())) {
      CommandSpec spec = directory.find(name);
      commands.add(spec == null ? Reply.NULL_ARRAY : CommandDetails.of(spec));
    }
    return new Reply.Array(commands);
  }

  Reply list(Arguments args, Session session) {
    Predicate<CommandSpec> filter = filter(args);
    List<Bytes> names = new ArrayList<>();
    for (CommandSpec spec : directory.table().all()) {
      addIfWanted(spec, filter, names);
      spec.subcommands().forEach(sub -> addIfWanted(sub, filter, names));
    }
    return new Reply.Bulks(names);
  }

  private static void addIfWanted(
      CommandSpec spec, Predicate<CommandSpec> filter, List<Bytes> names) {
    if (filter.test(spec)) {
      names.add(Bytes.of(spec.name()));
    }
  }

  private static Predicate<CommandSpec> filter(Arguments args) {
    if (args.count() == 2) {
      return spec -> true;
    }
    if (args.count() != 5 || !args.is(2, "FILTERBY")) {
      throw Errors.syntax();
    }
    String wanted = args.text(4).toLowerCase(Locale.ROOT);
    return switch (args.text(3).toLowerCase(Locale.ROOT)) {
      case "module" -> spec -> false;
      case "aclcat" -> spec -> Categories.of(spec).contains(wanted);
      case "pattern" -> {
        GlobPattern pattern = GlobPattern.of(Bytes.of(wanted));
        yield spec -> pattern.matches(Bytes.of(spec.name()));
      }
      default -> throw Errors.syntax();
    };
  }
}
