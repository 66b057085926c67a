package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;

/** HTTL, HPTTL, HEXPIRETIME and HPEXPIRETIME. */
final class FieldsTimeToLive implements DataCommand {
  private static final long NO_FIELD = -2;
  private static final long NO_EXPIRY = -1;

  private final FieldExpiryUnit unit;

  FieldsTimeToLive(FieldExpiryUnit unit) {
    this.unit = unit;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    int first = FieldsClause.firstField(args, 2, FieldsClause.NUMBER_NOT_POSITIVE);
    List<Reply> replies = new ArrayList<>(args.count() - first);
    for (int i = first; i < args.count(); i++) {
      HashField field = hash == null ? null : hash.field(args.get(i));
      long time = field == null ? NO_FIELD : time(field, view.nowMillis());
      replies.add(Reply.integer(time));
    }
    return new Reply.Array(replies);
  }

  private long time(HashField field, long nowMillis) {
    long expireAt = field.expireAt();
    return expireAt == Expiry.NEVER ? NO_EXPIRY : unit.of(expireAt, nowMillis);
  }
}
