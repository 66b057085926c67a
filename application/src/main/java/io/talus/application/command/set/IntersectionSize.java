package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;

/** SINTERCARD. */
final class IntersectionSize implements WalkingCommand {
  private static final int FIRST_KEY = 2;
  private static final String LIMIT_NEGATIVE = "ERR LIMIT can't be negative";

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long numberOfKeys = args.integer(1, 1, Long.MAX_VALUE, Errors.NUMKEYS);
    if (numberOfKeys > args.count() - FIRST_KEY) {
      throw new CommandError(Errors.NUMKEYS_TOO_MANY);
    }
    int end = FIRST_KEY + (int) numberOfKeys;
    long limit = limit(args, end);
    return Reply.integer(
        new Intersection(SetOperands.read(args, FIRST_KEY, end, view)).size(limit));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    int end = FIRST_KEY + (int) args.integer(1);
    Pull<Bytes> common = Intersection.pull(SetOperands.read(args, FIRST_KEY, end, view));
    long limit = limit(args, end);
    long count = 0;
    while (count < limit && common.next() != null) {
      count++;
    }
    return new Walk.Done(Reply.integer(count));
  }

  /** Of several limits the last counts; zero means none. */
  private static long limit(Arguments args, int first) {
    long limit = 0;
    for (int i = first; i < args.count(); i += 2) {
      if (!args.is(i, "LIMIT") || !args.hasNext(i)) {
        throw Errors.syntax();
      }
      limit = args.integer(i + 1, 0, Long.MAX_VALUE, LIMIT_NEGATIVE);
    }
    return limit == 0 ? Long.MAX_VALUE : limit;
  }
}
