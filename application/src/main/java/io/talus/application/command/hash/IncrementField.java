package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** HINCRBY. The field keeps its expiry. */
final class IncrementField implements DataCommand {
  private static final String NOT_AN_INTEGER = "ERR hash value is not an integer";

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long increment = args.integer(3);
    FieldChanges changes = new FieldChanges(view, args.get(1));
    Bytes name = args.get(2);
    HashField stored = changes.stored(name);
    long sum = sum(number(stored), increment);
    changes.put(stored, name, Bytes.of(sum), stored == null ? Expiry.NEVER : stored.expireAt());
    return changes.outcome(Reply.integer(sum));
  }

  private static long number(@Nullable HashField field) {
    if (field == null) {
      return 0;
    }
    OptionalLong number = Decimal.parse(field.value());
    if (number.isEmpty()) {
      throw new CommandError(NOT_AN_INTEGER);
    }
    return number.getAsLong();
  }

  private static long sum(long value, long increment) {
    long sum = value + increment;
    boolean overflows = ((value ^ sum) & (increment ^ sum)) < 0;
    if (overflows) {
      throw new CommandError(Errors.INCREMENT_OVERFLOW);
    }
    return sum;
  }
}
