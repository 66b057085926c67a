package io.talus.application.connection;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.STALE;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import java.util.ArrayList;
import java.util.List;

/** CLIENT: the connections, this one and others. */
final class ClientCommands {
  private static final String GROUP = ConnectionCommands.GROUP;
  private static final String CONSTANT = "O(1)";
  private static final String ON_OR_OFF = "<ON | OFF>";
  private static final String PER_CLIENT = "O(N) where N is the number of client connections";

  private ClientCommands() {}

  static CommandSpec container(
      Sessions sessions, Pause pause, Shard shard, CommandRunner runner, EventLoop loop) {
    ListClients list = new ListClients(sessions, loop);
    List<CommandSpec> all =
        new ArrayList<>(ofThisOne(list, new ClientAttributes(sessions.memory())));
    all.addAll(modes());
    all.addAll(
        ofOthers(
            list,
            new KillClients(sessions, shard.watches(), runner),
            new UnblockClient(sessions, runner),
            new PauseClients(pause, runner, loop)));
    return Help.container("client", "2.4.0", GROUP, all);
  }

  private static List<CommandSpec> ofThisOne(ListClients list, ClientAttributes attributes) {
    return List.of(
        row("id", 2, (args, session) -> Reply.integer(session.id()))
            .docs("5.0.0", GROUP, CONSTANT, "Tells the number of the connection.", ""),
        row("info", 2, list::own).docs("6.2.0", GROUP, CONSTANT, "Describes the connection.", ""),
        row("getname", 2, ClientAttributes::getName)
            .docs("2.6.9", GROUP, CONSTANT, "Tells the name of the connection.", ""),
        row("setname", 3, attributes::setName)
            .docs("2.6.9", GROUP, CONSTANT, "Names the connection.", "connection-name"),
        row("setinfo", 4, attributes::setInfo)
            .docs(
                "7.2.0",
                GROUP,
                CONSTANT,
                "Notes which library the client uses.",
                "<LIB-NAME libname | LIB-VER libver>"));
  }

  private static List<CommandSpec> modes() {
    return List.of(
        row("reply", 3, ConnectionModes::replies)
            .docs("3.2.0", GROUP, CONSTANT, "Turns replies on or off.", "<ON | OFF | SKIP>"),
        adminRow("no-evict", 3, ConnectionModes::noEvict)
            .docs(
                "7.0.0",
                GROUP,
                CONSTANT,
                "Spares the connection when memory for clients is short.",
                ON_OR_OFF),
        row("no-touch", 3, ConnectionModes::noTouch)
            .docs(
                "7.2.0",
                GROUP,
                CONSTANT,
                "Chooses whether the connection's commands count as a use of keys.",
                ON_OR_OFF),
        row("tracking", -3, ConnectionModes::tracking)
            .docs(
                "6.0.0",
                GROUP,
                CONSTANT,
                "Turns client-side caching on or off; only off is supported.",
                "<ON | OFF> [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST]"
                    + " [OPTIN] [OPTOUT] [NOLOOP]"),
        row("trackinginfo", 2, ConnectionModes::trackingInfo)
            .docs("6.2.0", GROUP, CONSTANT, "Tells about client-side caching.", ""),
        row("caching", 3, ConnectionModes::caching)
            .docs(
                "6.0.0",
                GROUP,
                CONSTANT,
                "Chooses whether the keys of the next command are tracked.",
                "<YES | NO>"),
        row("getredir", 2, (args, session) -> Reply.integer(-1))
            .docs("6.0.0", GROUP, CONSTANT, "Tells where invalidations are sent.", ""));
  }

  private static List<CommandSpec> ofOthers(
      ListClients list, KillClients kill, UnblockClient unblock, PauseClients pause) {
    return List.of(
        adminRow("list", -2, list)
            .docs(
                "2.4.0",
                GROUP,
                PER_CLIENT,
                "Describes connections.",
                "[TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [ID client-id [client-id ...]]"),
        adminRow("kill", -3, kill)
            .docs(
                "2.4.0",
                GROUP,
                PER_CLIENT,
                "Closes connections.",
                "<ip:port | [ID client-id] [TYPE <NORMAL | MASTER | REPLICA | PUBSUB>] [USER"
                    + " username] [ADDR ip:port] [LADDR ip:port] [SKIPME <YES | NO>]>"),
        adminRow("unblock", -3, unblock)
            .docs(
                "5.0.0",
                GROUP,
                "O(log N) where N is the number of client connections",
                "Ends the waiting of a blocking command.",
                "client-id [TIMEOUT | ERROR]"),
        adminRow("pause", -3, pause)
            .docs(
                "3.0.0",
                GROUP,
                CONSTANT,
                "Makes commands wait for a while.",
                "timeout [WRITE | ALL]"),
        adminRow("unpause", 2, pause::end)
            .docs(
                "6.2.0",
                GROUP,
                "O(N) Where N is the number of paused clients",
                "Lets the commands run that a pause made wait.",
                ""));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("client|" + name, arity, command).flags(NOSCRIPT, LOADING, STALE);
  }

  private static CommandSpec adminRow(String name, int arity, SessionCommand command) {
    return CommandSpec.of("client|" + name, arity, command).flags(ADMIN, NOSCRIPT, LOADING, STALE);
  }
}
