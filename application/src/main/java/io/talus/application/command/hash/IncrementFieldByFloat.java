package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.HumanFloat;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import org.jspecify.annotations.Nullable;

/** HINCRBYFLOAT. The field keeps its expiry. */
final class IncrementFieldByFloat implements DataCommand {
  private static final String NOT_A_FLOAT = "ERR hash value is not a float";
  private static final String NOT_FINITE = "ERR value is NaN or Infinity";

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HumanFloat increment = finite(HumanFloat.parse(args.get(3), Errors.NOT_A_FLOAT), NOT_FINITE);
    FieldChanges changes = new FieldChanges(view, args.get(1));
    Bytes name = args.get(2);
    HashField stored = changes.stored(name);
    Bytes sum = finite(number(stored).plus(increment), Errors.INCREMENT_NOT_FINITE).toBytes();
    changes.put(stored, name, sum, stored == null ? Expiry.NEVER : stored.expireAt());
    return changes.outcome(Reply.bulk(sum));
  }

  private static HumanFloat number(@Nullable HashField field) {
    return field == null ? HumanFloat.ZERO : HumanFloat.parse(field.value(), NOT_A_FLOAT);
  }

  private static HumanFloat finite(HumanFloat number, String error) {
    if (!number.isFinite()) {
      throw new CommandError(error);
    }
    return number;
  }
}
