package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;

/** HDEL. */
final class RemoveFields implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    HashValue hash = view.hash(key);
    if (hash != null && args.count() > 3) {
      hash.expect(args.slice(2, args.count()));
    }
    FieldDrops drops = new FieldDrops(key, hash);
    for (int i = 2; i < args.count(); i++) {
      HashField field = drops.field(args.get(i));
      if (field != null) {
        drops.drop(field);
      }
    }
    return drops.outcome(Reply.integer(drops.count()));
  }
}
