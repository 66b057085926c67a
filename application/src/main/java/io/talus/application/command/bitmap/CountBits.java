package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.StringValue;

/** BITCOUNT. */
final class CountBits implements DataCommand {
  private static final int WITHOUT_RANGE = 2;
  private static final int WITH_RANGE = 4;
  private static final int WITH_UNIT = 5;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    StringValue string = view.string(args.get(1));
    if (string == null) {
      return Reply.integer(0);
    }
    IndexRange range = range(args, string.length());
    return Reply.integer(range.isEmpty() ? 0 : Bits.count(string, range.from(), range.to()));
  }

  private static IndexRange range(Arguments args, long length) {
    if (args.count() == WITHOUT_RANGE) {
      return new IndexRange(0, length * 8);
    }
    if (args.count() != WITH_RANGE && args.count() != WITH_UNIT) {
      throw Errors.syntax();
    }
    long start = args.integer(2);
    long end = args.integer(3);
    if (start < 0 && end < 0 && start > end) {
      return IndexRange.EMPTY;
    }
    return BitRange.of(start, end, BitRange.inBits(args, WITH_UNIT - 1), length);
  }
}
