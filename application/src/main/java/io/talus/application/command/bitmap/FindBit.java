package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.StringValue;

/** BITPOS. */
final class FindBit implements DataCommand {
  private static final int START = 3;
  private static final int END = 4;
  private static final int UNIT = 5;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean set = bit(args);
    StringValue string = view.string(args.get(1));
    if (string == null) {
      return Reply.integer(set ? -1 : 0);
    }
    IndexRange range = range(args, string.length());
    if (range.isEmpty()) {
      return Reply.integer(-1);
    }
    long found = Bits.find(string, set, range.from(), range.to());
    // Without an end, the string goes on with zeros for ever.
    boolean clearBehind = found < 0 && !set && args.count() <= END;
    return Reply.integer(clearBehind ? range.to() : found);
  }

  private static boolean bit(Arguments args) {
    long bit = args.integer(2);
    if (bit != 0 && bit != 1) {
      throw new CommandError("ERR The bit argument must be 1 or 0.");
    }
    return bit == 1;
  }

  private static IndexRange range(Arguments args, long length) {
    if (args.count() <= START) {
      return new IndexRange(0, length * 8);
    }
    if (args.count() > UNIT + 1) {
      throw Errors.syntax();
    }
    long start = args.integer(START);
    boolean inBits = BitRange.inBits(args, UNIT);
    long end = args.count() > END ? args.integer(END) : Long.MAX_VALUE;
    return BitRange.of(start, end, inBits, length);
  }
}
