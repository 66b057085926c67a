package io.talus.application.server;

import static io.talus.application.command.CommandFlag.NOSCRIPT;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Postponed;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.WriteHolders;
import io.talus.application.session.WriteHolders.Wish;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.application.shard.Shard;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * WAIT and WAITAOF: who has what the client has written. A single node has no replicas, and says so
 * at once. Inside MULTI nobody waits.
 */
final class WaitCommands {
  private static final String NOT_SYNCED =
      "ERR WAITAOF with numlocal needs appendfsync always: otherwise replies do not wait for the"
          + " log to be synced";

  private final Settings settings;
  private final Shard shard;
  private final Supplier<Optional<WriteHolders>> holders;

  private WaitCommands(Settings settings, Shard shard, Supplier<Optional<WriteHolders>> holders) {
    this.settings = settings;
    this.shard = shard;
    this.holders = holders;
  }

  /** The holders are empty on a single node. */
  static List<CommandSpec> table(
      Settings settings, Shard shard, Supplier<Optional<WriteHolders>> holders) {
    WaitCommands commands = new WaitCommands(settings, shard, holders);
    return List.of(
        row("wait", 3, commands::awaitFollowers)
            .flags(NOSCRIPT)
            .docs(
                "3.0.0",
                "generic",
                "O(N) where N is the number of slots that the client has written to",
                "Waits until replicas have what the client has written.",
                "numreplicas timeout"),
        row("waitaof", 4, commands::awaitDisks)
            .flags(NOSCRIPT)
            .docs(
                "7.2.0",
                "generic",
                "O(N) where N is the number of slots that the client has written to",
                "Waits until what the client has written is synced here and on replicas.",
                "numlocal numreplicas timeout"));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of(name, arity, command);
  }

  private Reply awaitFollowers(Arguments args, Session session) {
    long followers = args.integer(1);
    Wish wish = new Wish(false, 0, followers, timeout(args, 2));
    return holders.get().isPresent()
        ? await(holders.get().get(), session, wish)
        : wish.reply(false, 0);
  }

  private Reply awaitDisks(Arguments args, Session session) {
    long leaders = args.integer(1, 0, 1, Errors.OUT_OF_RANGE);
    long followers = args.integer(2, 0, Integer.MAX_VALUE, Errors.NOT_POSITIVE);
    Wish wish = new Wish(true, leaders, followers, timeout(args, 3));
    return holders.get().isPresent() ? await(holders.get().get(), session, wish) : alone(wish);
  }

  private static long timeout(Arguments args, int at) {
    long millis = args.integer(at, Errors.TIMEOUT_NOT_AN_INTEGER);
    if (millis < 0) {
      throw new CommandError(Errors.TIMEOUT_NEGATIVE);
    }
    return millis;
  }

  private Reply await(WriteHolders known, Session session, Wish wish) {
    if (shard.execution().isUninterrupted()) {
      return known.now(session, wish);
    }
    throw new Postponed(waiting -> known.await(waiting, wish));
  }

  /** With {@code appendfsync always} a reply leaves when all before it is synced. */
  private Reply alone(Wish wish) {
    boolean synced = settings.get(StorageSettings.FSYNC).equals("always");
    if (wish.leaders() > 0 && !synced) {
      throw new CommandError(NOT_SYNCED);
    }
    return wish.reply(synced, 0);
  }
}
