package io.talus.application.connection;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.ALLOW_BUSY;
import static io.talus.application.command.CommandFlag.FAST;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.NO_AUTH;
import static io.talus.application.command.CommandFlag.NO_MULTI;
import static io.talus.application.command.CommandFlag.STALE;
import static io.talus.application.command.CommandTrait.ENDS_WATCHES;
import static io.talus.application.command.CommandTrait.RUNS_INSIDE_MULTI;
import static io.talus.application.command.CommandTrait.SELECTS_TABLE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.command.SecretArguments;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.table.NodeTables;
import java.util.List;

/** The commands on the connection. */
public final class ConnectionCommands {
  static final String GROUP = "connection";

  private ConnectionCommands() {}

  public static List<CommandSpec> table(
      Access access,
      NodeTables tables,
      Monitors monitors,
      String redisVersion,
      Sessions sessions,
      Pause pause,
      Shard shard,
      CommandRunner runner,
      EventLoop loop) {
    ClientAttributes attributes = new ClientAttributes(sessions.memory());
    return List.of(
        CommandSpec.of("ping", -1, new Ping())
            .flags(FAST)
            .docs("1.0.0", GROUP, "O(1)", "Answers, as a sign of life.", "[message]"),
        CommandSpec.of("echo", 2, (SessionCommand) (args, session) -> Reply.bulk(args.get(1)))
            .flags(LOADING, STALE, FAST)
            .docs("1.0.0", GROUP, "O(1)", "Answers with the message.", "message"),
        CommandSpec.of("select", 2, new SelectTable(access, tables))
            .flags(LOADING, STALE, FAST)
            .traits(SELECTS_TABLE)
            .docs("1.0.0", GROUP, "O(1)", "Chooses the table to work on.", "index"),
        open("auth", -2, new Authenticate(access))
            .hides(SecretArguments.from(1))
            .docs(
                "1.0.0",
                GROUP,
                "O(N) where N is the number of passwords",
                "Opens what the password opens.",
                "[username] password"),
        open("hello", -1, new Hello(access, redisVersion, attributes))
            .hides(SecretArguments.after("AUTH", 2, 2))
            .docs(
                "6.0.0",
                GROUP,
                "O(1)",
                "Chooses the protocol, and introduces the client.",
                "[protover [AUTH username password] [SETNAME clientname]]"),
        open("reset", 1, new Reset(access, shard.watches(), monitors, attributes))
            .traits(RUNS_INSIDE_MULTI, ENDS_WATCHES)
            .docs("6.2.0", GROUP, "O(1)", "Makes the connection as it was at first.", ""),
        open("quit", -1, ConnectionCommands::quit)
            .traits(RUNS_INSIDE_MULTI)
            .docs("1.0.0", GROUP, "O(1)", "Closes the connection.", ""),
        CommandSpec.of("monitor", 1, (SessionCommand) (args, session) -> monitors.begin(session))
            .flags(ADMIN, NOSCRIPT, LOADING, STALE, NO_MULTI)
            .docs("1.0.0", "server", "", "Shows what all clients do, from now on.", ""),
        ClientCommands.container(sessions, pause, shard, runner, loop));
  }

  private static CommandSpec open(String name, int arity, SessionCommand command) {
    return CommandSpec.of(name, arity, command)
        .flags(NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY);
  }

  private static Reply quit(Arguments args, Session session) {
    session.closeAfterThisReply();
    return Reply.OK;
  }
}
