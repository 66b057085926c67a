package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import io.talus.domain.value.StringValue;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** INCR, DECR, INCRBY and DECRBY. */
final class Increment implements DataCommand {
  private static final int WITHOUT_STEP = 2;

  private final boolean down;

  /** Makes a command that counts down or up; by one if it gets no argument for it. */
  Increment(boolean down) {
    this.down = down;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long step = step(args);
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    long old = number(string);
    long sum = old + step;
    if (((old ^ sum) & (step ^ sum)) < 0) {
      throw new CommandError("ERR increment or decrement would overflow");
    }
    return new Change(Reply.integer(sum), StringMutations.replace(key, string, Bytes.of(sum)));
  }

  private long step(Arguments args) {
    long given = args.count() == WITHOUT_STEP ? 1 : args.integer(2);
    if (down && given == Long.MIN_VALUE) {
      throw new CommandError("ERR decrement would overflow");
    }
    return down ? -given : given;
  }

  private static long number(@Nullable StringValue string) {
    if (string == null) {
      return 0;
    }
    // A string in chunks has more digits than any number.
    OptionalLong number =
        string.header() == null ? Decimal.parse(string.bytes()) : OptionalLong.empty();
    if (number.isEmpty()) {
      throw Errors.notAnInteger();
    }
    return number.getAsLong();
  }
}
