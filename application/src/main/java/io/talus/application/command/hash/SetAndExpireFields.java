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

/** HSETEX. An expiry that has passed removes the fields instead of setting them. */
final class SetAndExpireFields implements DataCommand {
  private static final Reply NOT_SET = Reply.integer(0);
  private static final Reply SET = Reply.integer(1);

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SetFieldsOptions options = new SetFieldsOptions(args, view.nowMillis());
    Bytes key = args.get(1);
    HashValue hash = view.hash(key);
    if (!options.allows(hash)) {
      return NOT_SET;
    }
    return Expiry.isDue(options.expireAt(), view.nowMillis())
        ? remove(args, options, new FieldDrops(key, hash))
        : set(args, options, new FieldChanges(view, key, hash));
  }

  private static CommandOutcome set(
      Arguments args, SetFieldsOptions options, FieldChanges changes) {
    for (int i = options.firstField(); i < args.count(); i += 2) {
      Bytes name = args.get(i);
      HashField stored = changes.stored(name);
      long expireAt =
          stored != null && options.keepsExpiry() ? stored.expireAt() : options.expireAt();
      changes.put(stored, name, args.get(i + 1), expireAt);
    }
    return changes.outcome(SET);
  }

  private static CommandOutcome remove(Arguments args, SetFieldsOptions options, FieldDrops drops) {
    for (int i = options.firstField(); i < args.count(); i += 2) {
      HashField field = drops.field(args.get(i));
      if (field != null) {
        drops.drop(field);
      }
    }
    return drops.outcome(SET);
  }
}
