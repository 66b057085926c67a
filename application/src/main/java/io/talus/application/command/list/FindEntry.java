package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;

/** LPOS: the indexes of the entries that equal an element. */
final class FindEntry implements DataCommand {
  private static final String RANK_ZERO =
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use"
          + " negative to start from the end of the list";
  private static final String RANK_OUT_OF_RANGE =
      "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807";
  private static final String COUNT_NEGATIVE = "ERR COUNT can't be negative";
  private static final String LENGTH_NEGATIVE = "ERR MAXLEN can't be negative";

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Search search = Search.parse(args);
    ListValue list = view.list(args.get(1));
    if (search.single()) {
      List<Reply> found = list == null ? List.of() : search.run(list, args.get(2), 1);
      return found.isEmpty() ? Reply.NULL : found.getFirst();
    }
    return list == null
        ? Reply.EMPTY_ARRAY
        : new Reply.Array(search.run(list, args.get(2), search.countMax()));
  }

  /**
   * @param rank the first match that counts, from 1; negative from the tail
   * @param count how many matches are answered; 0 all, {@link #SINGLE} one outside of an array
   * @param lengthMax how many entries are compared; 0 all
   */
  private record Search(long rank, long count, long lengthMax) {
    private static final long SINGLE = -1;

    static Search parse(Arguments args) {
      long rank = 1;
      long count = SINGLE;
      long lengthMax = 0;
      for (int i = 3; i < args.count(); i += 2) {
        if (!args.hasNext(i)) {
          throw Errors.syntax();
        } else if (args.is(i, "RANK")) {
          rank = rank(args, i + 1);
        } else if (args.is(i, "COUNT")) {
          count = args.integer(i + 1, 0, Long.MAX_VALUE, COUNT_NEGATIVE);
        } else if (args.is(i, "MAXLEN")) {
          lengthMax = args.integer(i + 1, 0, Long.MAX_VALUE, LENGTH_NEGATIVE);
        } else {
          throw Errors.syntax();
        }
      }
      return new Search(rank, count, lengthMax);
    }

    private static long rank(Arguments args, int index) {
      long rank = args.integer(index);
      if (rank == 0) {
        throw new CommandError(RANK_ZERO);
      }
      if (rank == Long.MIN_VALUE) {
        throw new CommandError(RANK_OUT_OF_RANGE);
      }
      return rank;
    }

    boolean single() {
      return count == SINGLE;
    }

    long countMax() {
      return count == 0 ? Long.MAX_VALUE : count;
    }

    List<Reply> run(ListValue list, Bytes element, long countMax) {
      List<Reply> found = new ArrayList<>();
      ListWalk walk = new ListWalk(list, rank < 0 ? ListEnd.RIGHT : ListEnd.LEFT);
      long toSkip = Math.abs(rank) - 1;
      long toCompare = lengthMax == 0 ? Long.MAX_VALUE : lengthMax;
      while (found.size() < countMax && toCompare-- > 0 && walk.advance()) {
        if (walk.entry().equals(element) && toSkip-- <= 0) {
          found.add(Reply.integer(walk.index()));
        }
      }
      return found;
    }
  }
}
