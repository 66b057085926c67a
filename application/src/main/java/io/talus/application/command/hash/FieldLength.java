package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;

/** HSTRLEN. */
final class FieldLength implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    HashField field = hash == null ? null : hash.field(args.get(2));
    return Reply.integer(field == null ? 0 : field.value().length());
  }
}
