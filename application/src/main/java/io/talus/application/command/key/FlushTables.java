package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.Flush;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;

/** FLUSHDB and FLUSHALL: both take little time, so ASYNC and SYNC make no difference. */
final class FlushTables implements DataCommand {
  private final boolean all;

  FlushTables(boolean all) {
    this.all = all;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean known =
        args.count() == 1 || (args.count() == 2 && (args.is(1, "ASYNC") || args.is(1, "SYNC")));
    if (!known) {
      throw Errors.syntax();
    }
    return new Flush(Reply.OK, all);
  }
}
