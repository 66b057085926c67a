package io.talus.application.connection;

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

  private ClientCommands() {}

  static CommandSpec container(
      Sessions sessions, Pause pause, Shard shard, CommandRunner runner, EventLoop loop) {
    List<CommandSpec> all = new ArrayList<>(aboutThis());
    return Help.container("client", "2.4.0", GROUP, all);
  }

  private static List<CommandSpec> aboutThis() {
    return List.of(
        row("id", 2, (args, session) -> Reply.integer(session.id()))
            .docs("5.0.0", GROUP, CONSTANT, "Tells the number of the connection.", ""),
        row("getname", 2, ClientAttributes::getName)
            .docs("2.6.9", GROUP, CONSTANT, "Tells the name of the connection.", ""),
        row("setname", 3, ClientAttributes::setName)
            .docs("2.6.9", GROUP, CONSTANT, "Names the connection.", "connection-name"),
        row("setinfo", 4, ClientAttributes::setInfo)
            .docs(
                "7.2.0",
                GROUP,
                CONSTANT,
                "Notes which library the client uses.",
                "<LIB-NAME libname | LIB-VER libver>"));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("client|" + name, arity, command).flags(NOSCRIPT, LOADING, STALE);
  }
}
