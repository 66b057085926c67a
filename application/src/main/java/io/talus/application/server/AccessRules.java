package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.connection.Access;
import io.talus.application.directory.Categories;
import io.talus.application.directory.CommandDirectory;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of the one user, as ACL shows them. Belongs to the shard's thread. */
final class AccessRules {
  static final String USER = "default";
  private static final Reply ALL_COMMANDS = Reply.bulk("+@all");

  private final Access access;
  private final CommandDirectory directory;

  AccessRules(Access access, CommandDirectory directory) {
    this.access = access;
    this.directory = directory;
  }

  /** ACL CAT. */
  Reply categories(Arguments args, Session session) {
    if (args.count() == 2) {
      return new Reply.Bulks(Categories.names().stream().sorted().map(Bytes::of).toList());
    }
    if (args.count() > 3) {
      throw Errors.wrongArity("acl|cat");
    }
    String category = args.text(2).toLowerCase(Locale.ROOT);
    if (!Categories.names().contains(category)) {
      throw new CommandError("ERR Unknown category '" + args.text(2) + "'");
    }
    List<Bytes> names = new ArrayList<>();
    for (CommandSpec spec : directory.table().all()) {
      addIfIn(category, spec, names);
      spec.subcommands().forEach(subcommand -> addIfIn(category, subcommand, names));
    }
    return new Reply.Bulks(names);
  }

  private static void addIfIn(String category, CommandSpec spec, List<Bytes> names) {
    if (Categories.of(spec).contains(category)) {
      names.add(Bytes.of(spec.name()));
    }
  }

  /** ACL LIST. */
  Reply list(Arguments args, Session session) {
    String password = access.operatorDigest().map(digest -> "#" + digest).orElse("nopass");
    return Reply.array(
        Reply.bulk("user " + USER + " on " + password + " sanitize-payload ~* &* +@all"));
  }

  /** ACL USERS. */
  Reply users(Arguments args, Session session) {
    return Reply.array(Reply.bulk(USER));
  }

  /** ACL GETUSER. */
  Reply user(Arguments args, Session session) {
    if (!args.text(2).equals(USER)) {
      return Reply.NULL;
    }
    List<Reply> flags = new ArrayList<>(List.of(Reply.bulk("on")));
    if (access.needsNoPassword()) {
      flags.add(Reply.bulk("nopass"));
    }
    flags.add(Reply.bulk("sanitize-payload"));
    List<Reply> passwords = access.operatorDigest().map(Reply::bulk).stream().toList();
    return Reply.map(
        Reply.bulk("flags"),
        new Reply.Set(flags),
        Reply.bulk("passwords"),
        new Reply.Array(passwords),
        Reply.bulk("commands"),
        ALL_COMMANDS,
        Reply.bulk("keys"),
        Reply.bulk("~*"),
        Reply.bulk("channels"),
        Reply.bulk("&*"),
        Reply.bulk("selectors"),
        Reply.EMPTY_ARRAY);
  }

  /** ACL DRYRUN: the user may run whatever there is. */
  Reply tryOut(Arguments args, Session session) {
    if (!args.text(2).equals(USER)) {
      throw new CommandError("ERR User '" + args.text(2) + "' not found");
    }
    CommandSpec spec = directory.find(args.get(3));
    if (spec == null) {
      throw new CommandError("ERR Command '" + args.text(3) + "' not found");
    }
    if (!spec.acceptsCount(args.count() - 3)) {
      throw Errors.wrongArity(spec.name());
    }
    return Reply.OK;
  }
}
