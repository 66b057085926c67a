package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;

/** LCS. */
final class CommonSubsequence implements DataCommand {
  private static final int FIRST_OPTION = 3;

  /** What a cell takes in Redis, which refuses the command when all of them take too much. */
  private static final int REDIS_CELL_BYTES = 4;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes left = string(view, args.get(1));
    Bytes right = string(view, args.get(2));
    Options options = Options.parse(args);
    long cells = (left.length() + 1L) * (right.length() + 1L);
    if (cells > view.stringBytesMax() / REDIS_CELL_BYTES) {
      throw new CommandError(
          "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
    }
    SubsequenceTable table = new SubsequenceTable(left.array(), right.array());
    if (options.indexes) {
      return indexes(table, options);
    }
    return options.lengthOnly ? Reply.integer(table.length()) : Reply.bulk(table.subsequence());
  }

  private static Bytes string(KeyspaceView view, Bytes key) {
    Value value = view.find(key);
    return switch (value) {
      case null -> Bytes.EMPTY;
      case StringValue string -> view.whole(string);
      case CollectionValue _ ->
          throw new CommandError("ERR The specified keys must contain string values");
    };
  }

  private static Reply indexes(SubsequenceTable table, Options options) {
    List<Reply> matches = new ArrayList<>();
    table.forEachMatch(
        (left, right, length) -> {
          if (length >= options.matchLengthMin) {
            matches.add(match(left, right, length, options.withLengths));
          }
        });
    return Reply.map(
        Reply.bulk("matches"),
        new Reply.Array(matches),
        Reply.bulk("len"),
        Reply.integer(table.length()));
  }

  private static Reply match(int left, int right, int length, boolean withLength) {
    Reply inLeft = Reply.array(Reply.integer(left), Reply.integer(left + length - 1L));
    Reply inRight = Reply.array(Reply.integer(right), Reply.integer(right + length - 1L));
    return withLength
        ? Reply.array(inLeft, inRight, Reply.integer(length))
        : Reply.array(inLeft, inRight);
  }

  /** The options of LCS. Belongs to the command that reads its arguments. */
  private static final class Options {
    private boolean lengthOnly;
    private boolean indexes;
    private boolean withLengths;
    private long matchLengthMin;

    static Options parse(Arguments args) {
      Options options = new Options();
      for (int i = FIRST_OPTION; i < args.count(); i++) {
        if (args.is(i, "MINMATCHLEN") && args.hasNext(i)) {
          i++;
          options.matchLengthMin = args.integer(i);
        } else {
          options.take(args, i);
        }
      }
      if (options.lengthOnly && options.indexes) {
        throw new CommandError("ERR If you want both the length and indexes, please just use IDX.");
      }
      return options;
    }

    private void take(Arguments args, int index) {
      if (args.is(index, "LEN")) {
        lengthOnly = true;
      } else if (args.is(index, "IDX")) {
        indexes = true;
      } else if (args.is(index, "WITHMATCHLEN")) {
        withLengths = true;
      } else {
        throw Errors.syntax();
      }
    }
  }
}
