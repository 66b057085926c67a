package io.talus.application.directory;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command table as COMMAND sees it, which is itself in it: so the table comes last. */
public final class CommandDirectory {
  private CommandTable table = new CommandTable(List.of());

  /** From here on the directory shows this table. */
  public void open(CommandTable commands) {
    table = commands;
  }

  public CommandTable table() {
    return table;
  }

  /** The command of this name, or {@code container|subcommand}; null if there is none. */
  public @Nullable CommandSpec find(Bytes name) {
    String text = name.latin1();
    int bar = text.indexOf('|');
    if (bar < 0) {
      return table.find(name);
    }
    CommandSpec container = table.find(name.slice(0, bar));
    return container == null
        ? null
        : table.findSubcommand(container, name.slice(bar + 1, name.length()));
  }
}
