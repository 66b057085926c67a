package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;

/**
 * How a command of the ZRANGE family is written: a key, two bounds, and options.
 *
 * @param keyAt where the key stands
 * @param order what bounds the range unless an option says otherwise
 * @param descending whether it is read from high to low unless an option says otherwise
 * @param general whether there are the options BYSCORE, BYLEX and REV
 * @param scores whether there is the option WITHSCORES
 */
record RangeForm(int keyAt, RangeOrder order, boolean descending, boolean general, boolean scores) {
  static final RangeForm ZRANGE = new RangeForm(1, RangeOrder.RANK, false, true, true);
  static final RangeForm ZRANGESTORE = new RangeForm(2, RangeOrder.RANK, false, true, false);

  /** A command whose name says it all. */
  static RangeForm fixed(RangeOrder order, boolean descending) {
    return new RangeForm(1, order, descending, false, true);
  }

  RangeQuery parse(Arguments args) {
    Options options = new Options(this);
    int i = keyAt + 3;
    while (i < args.count()) {
      i += options.take(args, i);
    }
    return options.query(args);
  }

  /** The options while they are read. */
  private static final class Options {
    private static final String LIMIT_WITH_RANKS =
        "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX";
    private static final String SCORES_WITH_LEX =
        "ERR syntax error, WITHSCORES not supported in combination with BYLEX";
    private static final long UNLIMITED = -1;

    private final RangeForm form;
    private RangeOrder order;
    private boolean orderOpen;
    private boolean descending;
    private boolean directionOpen;
    private boolean withScores;
    private long offset;
    private long limit = UNLIMITED;

    Options(RangeForm form) {
      this.form = form;
      this.order = form.order;
      this.descending = form.descending;
      this.orderOpen = form.general;
      this.directionOpen = form.general;
    }

    /** Reads the option at {@code i} and says how many arguments it took. */
    int take(Arguments args, int i) {
      if (args.is(i, "LIMIT") && args.hasNext(i + 1)) {
        offset = args.integer(i + 1);
        limit = args.integer(i + 2);
        return 3;
      }
      if (form.scores && args.is(i, "WITHSCORES")) {
        withScores = true;
      } else if (directionOpen && args.is(i, "REV")) {
        descending = true;
        directionOpen = false;
      } else if (orderOpen && args.is(i, "BYLEX")) {
        boundedBy(RangeOrder.MEMBER);
      } else if (orderOpen && args.is(i, "BYSCORE")) {
        boundedBy(RangeOrder.SCORE);
      } else {
        throw Errors.syntax();
      }
      return 1;
    }

    private void boundedBy(RangeOrder said) {
      order = said;
      orderOpen = false;
    }

    RangeQuery query(Arguments args) {
      if (limit != UNLIMITED && order == RangeOrder.RANK) {
        throw new CommandError(LIMIT_WITH_RANKS);
      }
      if (withScores && order == RangeOrder.MEMBER) {
        throw new CommandError(SCORES_WITH_LEX);
      }
      MemberRange range = order.parse(args, form.keyAt + 1, descending);
      long skipped = order == RangeOrder.RANK ? 0 : offset;
      return new RangeQuery(range, descending, skipped, limit, withScores);
    }
  }
}
