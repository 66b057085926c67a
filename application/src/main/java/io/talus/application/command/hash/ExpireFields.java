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

/**
 * HEXPIRE, HPEXPIRE, HEXPIREAT and HPEXPIREAT. Answers a number for each field; a time that has
 * passed removes the field.
 */
final class ExpireFields implements DataCommand {
  private static final int CONDITION_AT = 3;
  private static final String NUMBER_NOT_POSITIVE =
      "ERR Parameter `numFields` should be greater than 0";

  private static final Reply NO_FIELD = Reply.integer(-2);
  private static final Reply NOT_MET = Reply.integer(0);
  private static final Reply SET = Reply.integer(1);
  private static final Reply REMOVED = Reply.integer(2);

  private final FieldExpiryUnit unit;

  ExpireFields(FieldExpiryUnit unit) {
    this.unit = unit;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    HashValue hash = view.hash(key);
    long expireAt = unit.expireAt(args, 2, view.nowMillis());
    ExpiryCondition condition = ExpiryCondition.of(args, CONDITION_AT);
    int keywordAt = condition == ExpiryCondition.ALWAYS ? CONDITION_AT : CONDITION_AT + 1;
    int first = FieldsClause.firstField(args, keywordAt, NUMBER_NOT_POSITIVE);
    FieldEdits edits = FieldEdits.expiring(view, key, hash, expireAt);
    Reply done = Expiry.isDue(expireAt, view.nowMillis()) ? REMOVED : SET;
    List<Reply> replies = new ArrayList<>(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      HashField field = edits.field(args.get(i));
      if (field == null) {
        replies.add(NO_FIELD);
      } else if (condition.allows(field.expireAt(), expireAt)) {
        edits.expire(field, expireAt);
        replies.add(done);
      } else {
        replies.add(NOT_MET);
      }
    }
    return edits.outcome(new Reply.Array(replies));
  }
}
