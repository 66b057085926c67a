package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.shard.Shard;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.GlobPattern;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.List;
import java.util.Locale;

/** What DEBUG does and shows. Belongs to the shard's thread. */
final class Debugging {
  private static final double NANOS_PER_SECOND = 1e9;

  /** More would be a mistake: nothing else runs meanwhile. */
  private static final double SECONDS_MAX = 3600;

  private final EventLoop loop;
  private final Shard shard;

  Debugging(EventLoop loop, Shard shard) {
    this.loop = loop;
    this.shard = shard;
  }

  /** Keeps the loop busy, as a command that takes long does: tests of clients want that. */
  Reply sleep(Arguments args) {
    double seconds = args.floating(2);
    if (!(seconds >= 0 && seconds <= SECONDS_MAX)) {
      throw new CommandError(Errors.OUT_OF_RANGE);
    }
    long begun = loop.nanoTime();
    long nanos = (long) (seconds * NANOS_PER_SECOND);
    while (loop.nanoTime() - begun < nanos) {
      Thread.onSpinWait();
    }
    return Reply.OK;
  }

  Reply object(Arguments args, Session session) {
    Bytes key = args.get(2);
    Value value = shard.view(session.table()).peek(key);
    if (value == null) {
      throw new CommandError(Errors.NO_SUCH_KEY);
    }
    long idle = shard.view(session.table()).idleSeconds(key);
    long size =
        switch (value) {
          case StringValue string -> string.length();
          case CollectionValue collection -> collection.size();
        };
    return new Reply.Simple(
        String.format(
            Locale.ROOT,
            "Value at:0x0 refcount:1 type:%s size:%d lru:%d lru_seconds_idle:%d",
            value.type().redisName(),
            size,
            loop.nowMillis() / 1000 - idle,
            idle));
  }

  static Reply patternLength(Arguments args) {
    return Reply.integer(GlobPattern.of(args.get(2)).matches(args.get(3)));
  }

  /** One reply of each kind of RESP, for tests of clients. */
  static Reply sample(Arguments args) {
    return switch (args.text(2).toLowerCase(Locale.ROOT)) {
      case "string" -> Reply.bulk("Hello World");
      case "integer" -> Reply.integer(12345);
      case "double" -> new Reply.Double(3.141);
      case "null" -> Reply.NULL;
      case "array" -> Reply.array(Reply.integer(0), Reply.integer(1), Reply.integer(2));
      case "set" -> new Reply.Set(List.of(Reply.integer(0), Reply.integer(1), Reply.integer(2)));
      case "map" ->
          Reply.map(
              Reply.integer(0), new Reply.Bool(false),
              Reply.integer(1), new Reply.Bool(true),
              Reply.integer(2), new Reply.Bool(false));
      case "verbatim" -> new Reply.Verbatim("This is a verbatim\nstring");
      case "true" -> new Reply.Bool(true);
      case "false" -> new Reply.Bool(false);
      default ->
          throw new CommandError(
              "ERR Wrong protocol type name. Please use one of the following:"
                  + " string|integer|double|null|array|set|map|verbatim|true|false");
    };
  }
}
