package io.talus.application.server;

import static io.talus.application.command.CommandFlag.READONLY;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Errors;
import io.talus.application.command.KeySpec;
import io.talus.application.command.Reply;
import io.talus.application.connection.Help;
import io.talus.application.host.NodeFigures;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;
import io.talus.application.shard.Shard;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.List;

/** MEMORY: estimates of what keys occupy. */
final class MemoryCommands {
  private static final String GROUP = "server";

  /** A string's node, key and value objects; see the layouts of the memory adapter. */
  private static final long STRING_BYTES = 104;

  /**
   * A collection's own structures, and an element's: typical ones, for a plan rather than a bill.
   */
  private static final long COLLECTION_BYTES = 152;

  private static final long ELEMENT_BYTES = 88;

  private static final Reply ALLOCATOR =
      Reply.bulk("Memory is Java's heap and RocksDB's caches: see INFO memory and MEMORY STATS");

  private MemoryCommands() {}

  static List<CommandSpec> table(Shard shard, NodeFigures figures, Sessions sessions) {
    MemoryStatistics statistics = new MemoryStatistics(shard, figures, sessions);
    return List.of(
        Help.container(
            "memory",
            "4.0.0",
            GROUP,
            List.of(
                row("memory|usage", -3, (args, session) -> usage(args, session, shard))
                    .flags(READONLY)
                    .keys(KeySpec.at(KeySpec.READ, 2))
                    .docs(
                        "4.0.0",
                        GROUP,
                        "O(1)",
                        "Estimates the memory of a key.",
                        "key [SAMPLES count]"),
                row("memory|stats", 2, (args, session) -> statistics.figures())
                    .docs("4.0.0", GROUP, "O(1)", "Tells what memory is used for.", ""),
                row("memory|doctor", 2, (args, session) -> statistics.advice())
                    .docs("4.0.0", GROUP, "O(1)", "Says what is wrong with memory.", ""),
                row("memory|purge", 2, (args, session) -> Reply.OK)
                    .docs("4.0.0", GROUP, "O(1)", "Does nothing: Java's collector does it.", ""),
                row("memory|malloc-stats", 2, (args, session) -> ALLOCATOR)
                    .docs("4.0.0", GROUP, "O(1)", "Tells about the allocator.", ""))));
  }

  private static Reply usage(Arguments args, Session session, Shard shard) {
    if (args.count() != 3 && !(args.count() == 5 && args.is(3, "SAMPLES"))) {
      throw Errors.syntax();
    }
    if (args.count() == 5 && args.integer(4) < 0) {
      throw Errors.syntax();
    }
    Bytes key = args.get(2);
    Value value = shard.view(session.table()).find(key);
    if (value == null) {
      return Reply.NULL;
    }
    return Reply.integer(key.length() + bytesOf(value));
  }

  private static long bytesOf(Value value) {
    return switch (value) {
      case StringValue string -> STRING_BYTES + string.length();
      case CollectionValue collection -> COLLECTION_BYTES + collection.size() * ELEMENT_BYTES;
    };
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of(name, arity, command);
  }
}
