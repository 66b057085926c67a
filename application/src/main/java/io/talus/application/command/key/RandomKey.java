package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;

/** RANDOMKEY. */
final class RandomKey implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = view.randomKey();
    return key == null ? Reply.NULL : Reply.bulk(key);
  }
}
