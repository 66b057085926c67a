package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;

/** HMGET. */
final class FieldValues implements DataCommand {
  private static final int FIRST_FIELD = 2;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    if (hash != null && args.count() > FIRST_FIELD + 1) {
      hash.expect(args.slice(FIRST_FIELD, args.count()));
    }
    List<Reply> values = new ArrayList<>(args.count() - FIRST_FIELD);
    for (int i = FIRST_FIELD; i < args.count(); i++) {
      values.add(FieldReplies.value(hash, args.get(i)));
    }
    return new Reply.Array(values);
  }
}
