package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HGETEX. */
final class GetAndExpireFields implements DataCommand {
  private static final int OPTION_AT = 2;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    HashValue hash = view.hash(key);
    FieldExpiryUnit unit = FieldExpiryUnit.ofOption(args, OPTION_AT);
    if (unit != null) {
      long expireAt = unit.expireAt(args, OPTION_AT + 1, view.nowMillis());
      FieldEdits edits = FieldEdits.expiring(view, key, hash, expireAt);
      return expire(args, firstField(args, OPTION_AT + 2), edits, expireAt);
    }
    if (args.is(OPTION_AT, "PERSIST")) {
      FieldEdits edits = new FieldChanges(view, key, hash);
      return expire(args, firstField(args, OPTION_AT + 1), edits, Expiry.NEVER);
    }
    return read(args, firstField(args, OPTION_AT), hash);
  }

  private static int firstField(Arguments args, int keywordAt) {
    return FieldsClause.firstField(args, keywordAt, FieldsClause.NUMBER_NOT_POSITIVE);
  }

  private static CommandOutcome expire(Arguments args, int first, FieldEdits edits, long expireAt) {
    List<Reply> values = new ArrayList<>(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      HashField field = edits.field(args.get(i));
      values.add(FieldReplies.value(field));
      if (field != null && field.expireAt() != expireAt) {
        edits.expire(field, expireAt);
      }
    }
    return edits.outcome(new Reply.Array(values));
  }

  private static Reply read(Arguments args, int first, @Nullable HashValue hash) {
    List<Reply> values = new ArrayList<>(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      values.add(FieldReplies.value(hash, args.get(i)));
    }
    return new Reply.Array(values);
  }
}
