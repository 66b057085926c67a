package io.talus.application.directory;

import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A command as COMMAND INFO describes it. */
final class CommandDetails {
  private CommandDetails() {}

  static Reply of(CommandSpec spec) {
    LegacyKeys keys = LegacyKeys.of(spec.keys());
    return Reply.array(
        Reply.bulk(spec.name()),
        Reply.integer(spec.arity()),
        flags(spec, keys),
        Reply.integer(keys.first()),
        Reply.integer(keys.last()),
        Reply.integer(keys.step()),
        categories(spec),
        Reply.EMPTY_ARRAY,
        keySpecs(spec),
        new Reply.Array(spec.subcommands().stream().map(CommandDetails::of).toList()));
  }

  private static Reply flags(CommandSpec spec, LegacyKeys keys) {
    List<Reply> flags = new ArrayList<>();
    for (CommandFlag flag : CommandFlag.values()) {
      boolean movable = flag == CommandFlag.MOVABLEKEYS && keys.isIncomplete();
      if (spec.has(flag) || movable) {
        flags.add(new Reply.Simple(flag.redisName()));
      }
    }
    return new Reply.Set(flags);
  }

  private static Reply categories(CommandSpec spec) {
    List<Reply> categories = new ArrayList<>();
    for (String category : Categories.of(spec)) {
      categories.add(new Reply.Simple("@" + category));
    }
    return new Reply.Set(categories);
  }

  private static Reply keySpecs(CommandSpec spec) {
    List<Reply> specs = new ArrayList<>();
    for (KeySpec keys : spec.keys()) {
      specs.add(
          Reply.map(
              Reply.bulk("flags"),
              keyFlags(keys),
              Reply.bulk("begin_search"),
              begin(keys.begin()),
              Reply.bulk("find_keys"),
              find(keys.find())));
    }
    return new Reply.Set(specs);
  }

  /** The flags of keys: RO, RW and so on in upper case, what is done with them in lower case. */
  static Reply keyFlags(KeySpec keys) {
    List<Reply> flags = new ArrayList<>();
    for (String flag : keys.flags().split(" ", -1)) {
      boolean access = flag.length() == 2;
      flags.add(new Reply.Simple(access ? flag : flag.toLowerCase(Locale.ROOT)));
    }
    return new Reply.Set(flags);
  }

  private static Reply begin(KeySpec.Begin begin) {
    return switch (begin) {
      case KeySpec.Begin.Index index -> typed("index", "index", Reply.integer(index.position()));
      case KeySpec.Begin.Keyword keyword ->
          typed(
              "keyword",
              "keyword",
              Reply.bulk(keyword.word()),
              Reply.bulk("startfrom"),
              Reply.integer(keyword.startFrom()));
    };
  }

  private static Reply find(KeySpec.Find find) {
    return switch (find) {
      case KeySpec.Find.Range range ->
          typed(
              "range",
              "lastkey",
              Reply.integer(range.last()),
              Reply.bulk("keystep"),
              Reply.integer(range.step()),
              Reply.bulk("limit"),
              Reply.integer(0));
      case KeySpec.Find.Count count ->
          typed(
              "keynum",
              "keynumidx",
              Reply.integer(count.numberAt()),
              Reply.bulk("firstkey"),
              Reply.integer(count.first()),
              Reply.bulk("keystep"),
              Reply.integer(count.step()));
    };
  }

  private static Reply typed(String type, String firstName, Reply... values) {
    List<Reply> spec = new ArrayList<>();
    spec.add(Reply.bulk(firstName));
    spec.addAll(List.of(values));
    return Reply.map(Reply.bulk("type"), Reply.bulk(type), Reply.bulk("spec"), new Reply.Map(spec));
  }
}
