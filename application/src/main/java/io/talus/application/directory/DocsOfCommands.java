package io.talus.application.directory;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandDocs;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** COMMAND DOCS: what redis-cli makes its hints from. */
final class DocsOfCommands implements SessionCommand {
  private final CommandDirectory directory;

  DocsOfCommands(CommandDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    List<CommandSpec> wanted = new ArrayList<>();
    if (args.count() == 2) {
      wanted.addAll(directory.table().all());
    }
    for (Bytes name : args.slice(2, args.count())) {
      CommandSpec spec = directory.find(name);
      if (spec != null) {
        wanted.add(spec);
      }
    }
    return docs(wanted);
  }

  private static Reply docs(Collection<CommandSpec> specs) {
    List<Reply> docs = new ArrayList<>();
    for (CommandSpec spec : specs) {
      docs.add(Reply.bulk(spec.name()));
      docs.add(docs(spec));
    }
    return new Reply.Map(docs);
  }

  private static Reply docs(CommandSpec spec) {
    CommandDocs written = spec.docs();
    List<Reply> docs = new ArrayList<>();
    add(docs, "summary", written.summary());
    add(docs, "since", written.since());
    add(docs, "group", written.group());
    add(docs, "complexity", written.complexity());
    List<Argument> arguments = SyntaxParser.parse(written.syntax());
    if (!arguments.isEmpty()) {
      docs.add(Reply.bulk("arguments"));
      docs.add(ArgumentTree.of(arguments, spec.keys().size()));
    }
    if (!spec.subcommands().isEmpty()) {
      docs.add(Reply.bulk("subcommands"));
      docs.add(docs(spec.subcommands()));
    }
    return new Reply.Map(docs);
  }

  private static void add(List<Reply> docs, String name, String value) {
    if (!value.isEmpty()) {
      docs.add(Reply.bulk(name));
      docs.add(Reply.bulk(value));
    }
  }
}
