package io.talus.application.catalog;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.application.command.bitmap.BitmapCommands;
import io.talus.application.command.dump.DumpCommands;
import io.talus.application.command.hash.HashCommands;
import io.talus.application.command.key.KeyCommands;
import io.talus.application.command.list.ListCommands;
import io.talus.application.command.set.SetCommands;
import io.talus.application.command.sortedset.SortedSetCommands;
import io.talus.application.command.string.StringCommands;
import java.util.List;

/** The commands Talus answers. */
public final class CommandCatalog {
  private CommandCatalog() {}

  /** The commands on data alone. */
  public static CommandTable standard() {
    return new CommandTable(families());
  }

  /** The families of the commands on data. */
  public static List<List<CommandSpec>> families() {
    return List.of(
        StringCommands.table(),
        BitmapCommands.table(),
        KeyCommands.table(),
        DumpCommands.table(),
        HashCommands.table(),
        ListCommands.table(),
        SetCommands.table(),
        SortedSetCommands.table());
  }
}
