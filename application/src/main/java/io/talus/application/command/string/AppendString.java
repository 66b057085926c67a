package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;

/** APPEND. */
final class AppendString implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    Bytes suffix = args.get(2);
    StringValue string = view.string(key);
    if (string == null) {
      return new Change(
          Reply.integer(suffix.length()),
          StringMutations.put(view, key, null, suffix, Expiry.NEVER));
    }
    long length = string.length();
    StringLength.check(view, length + suffix.length());
    Reply reply = Reply.integer(length + suffix.length());
    return suffix.isEmpty()
        ? reply
        : new Change(reply, StringMutations.patch(view, key, string, length, suffix));
  }
}
