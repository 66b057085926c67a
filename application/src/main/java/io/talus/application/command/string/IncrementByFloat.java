package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.HumanFloat;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;
import org.jspecify.annotations.Nullable;

/** INCRBYFLOAT. */
final class IncrementByFloat implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    HumanFloat old = number(string);
    HumanFloat sum = old.plus(HumanFloat.parse(args.get(2), Errors.NOT_A_FLOAT));
    if (!sum.isFinite()) {
      throw new CommandError("ERR increment would produce NaN or Infinity");
    }
    Bytes digits = sum.toBytes();
    return new Change(Reply.bulk(digits), StringMutations.replace(key, string, digits));
  }

  private static HumanFloat number(@Nullable StringValue string) {
    if (string == null) {
      return HumanFloat.ZERO;
    }
    if (string.header() != null) {
      throw Errors.notAFloat();
    }
    return HumanFloat.parse(string.bytes(), Errors.NOT_A_FLOAT);
  }
}
