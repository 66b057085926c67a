package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import java.util.ArrayList;
import java.util.List;

/** HGETDEL. */
final class GetAndRemoveFields implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    FieldDrops drops = new FieldDrops(key, view.hash(key));
    int first = FieldsClause.firstField(args, 2, FieldsClause.NUMBER_NOT_POSITIVE);
    List<Reply> values = new ArrayList<>(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      HashField field = drops.field(args.get(i));
      values.add(FieldReplies.value(field));
      if (field != null) {
        drops.drop(field);
      }
    }
    return drops.outcome(new Reply.Array(values));
  }
}
