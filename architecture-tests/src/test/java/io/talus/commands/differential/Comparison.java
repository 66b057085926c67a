package io.talus.commands.differential;

import io.talus.application.command.FloatingPoint;
import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When a reply of Talus counts as that of Redis; commands.txt explains them. */
public enum Comparison {
  EXACT {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return Replies.same(expected, actual);
    }
  },
  ANYORDER {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return Replies.sameKind(expected, actual)
          && Replies.sameItems(sorted(Replies.items(expected)), sorted(Replies.items(actual)))
          && (Replies.isAggregate(expected) || Replies.same(expected, actual));
    }
  },
  PAIRS {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return Replies.sameKind(expected, actual)
          && Replies.sameItems(sorted(pairs(expected)), sorted(pairs(actual)))
          && (Replies.isAggregate(expected) || Replies.same(expected, actual));
    }
  },
  SHAPE {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return Replies.sameKind(expected, actual)
          && Replies.items(expected).size() == Replies.items(actual).size()
          && (!(expected instanceof Reply.Error) || expected.equals(actual));
    }
  },
  SCAN {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return acceptsPage(expected, actual, ANYORDER);
    }
  },
  SCORES {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return acceptsPage(withNumbers(expected), withNumbers(actual), PAIRS);
    }
  },
  SECONDS {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return near(expected, actual, 5);
    }
  },
  MILLIS {
    @Override
    public boolean accepts(Reply expected, Reply actual) {
      return near(expected, actual, 5_000);
    }
  };

  /** Whether the reply of Talus counts as the one that was expected. */
  public abstract boolean accepts(Reply expected, Reply actual);

  /** A cursor and what belongs to it. */
  private static boolean acceptsPage(Reply expected, Reply actual, Comparison elements) {
    List<? extends Reply> left = Replies.items(expected);
    List<? extends Reply> right = Replies.items(actual);
    if (left.size() != 2 || right.size() != 2) {
      return Replies.same(expected, actual);
    }
    return Replies.same(left.get(0), right.get(0)) && elements.accepts(left.get(1), right.get(1));
  }

  /** The page of members and scores with each score as a number, not as a text. */
  private static Reply withNumbers(Reply page) {
    List<? extends Reply> parts = Replies.items(page);
    if (parts.size() != 2 || !(parts.get(1) instanceof Reply.Array pairs)) {
      return page;
    }
    List<Reply> elements = new ArrayList<>(pairs.items());
    for (int i = 1; i < elements.size(); i += 2) {
      if (elements.get(i) instanceof Reply.Bulk score) {
        elements.set(i, new Reply.Double(FloatingPoint.parse(score.value())));
      }
    }
    return Reply.array(parts.get(0), new Reply.Array(elements));
  }

  private static List<Reply> sorted(List<? extends Reply> items) {
    List<Reply> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(Reply::toString));
    return sorted;
  }

  private static List<Reply> pairs(Reply flat) {
    List<? extends Reply> items = Replies.items(flat);
    List<Reply> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      pairs.add(Reply.array(items.get(i), items.get(i + 1)));
    }
    return pairs;
  }

  /** Negative numbers mean that there is no time: they have to be equal. */
  private static boolean near(Reply expected, Reply actual, long tolerance) {
    if (expected instanceof Reply.Int left
        && actual instanceof Reply.Int right
        && left.value() >= 0
        && right.value() >= 0) {
      return Math.abs(left.value() - right.value()) <= tolerance;
    }
    return Replies.same(expected, actual);
  }
}
