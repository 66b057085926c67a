package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.StringValue;

/** GETBIT. */
final class GetBit implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long offset = BitOffset.parse(args.get(2), view);
    StringValue string = view.string(args.get(1));
    if (string == null || offset >>> 3 >= string.length()) {
      return Reply.integer(0);
    }
    return Reply.integer(Bits.isSet(string, offset));
  }
}
