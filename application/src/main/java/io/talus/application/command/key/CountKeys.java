package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;

/** EXISTS and TOUCH: how many of the keys exist, one named twice counting twice. */
final class CountKeys implements DataCommand {
  private final boolean use;

  /** Makes a command that also uses the keys it finds, or does not. */
  CountKeys(boolean use) {
    this.use = use;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    int found = 0;
    for (int i = 1; i < args.count(); i++) {
      Bytes key = args.get(i);
      Value value = use ? view.find(key) : view.peek(key);
      if (value != null) {
        found++;
      }
    }
    return Reply.integer(found);
  }
}
