package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import java.util.ArrayList;
import java.util.List;

/** HPERSIST. */
final class PersistFields implements DataCommand {
  private static final Reply NO_FIELD = Reply.integer(-2);
  private static final Reply NO_EXPIRY = Reply.integer(-1);
  private static final Reply PERSISTED = Reply.integer(1);

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    FieldChanges changes = new FieldChanges(view, args.get(1));
    int first = FieldsClause.firstField(args, 2, FieldsClause.NUMBER_NOT_POSITIVE);
    List<Reply> replies = new ArrayList<>(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      HashField field = changes.field(args.get(i));
      replies.add(field == null ? NO_FIELD : persist(field, changes));
    }
    return changes.outcome(new Reply.Array(replies));
  }

  private static Reply persist(HashField field, FieldChanges changes) {
    if (field.expireAt() == Expiry.NEVER) {
      return NO_EXPIRY;
    }
    changes.put(field.name(), field.value(), Expiry.NEVER);
    return PERSISTED;
  }
}
