package io.talus.commands.differential;

import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends the same calls to Redis and to Talus and looks for the first difference. */
final class Duel {
  private final Endpoint redis;
  private final Supplier<Endpoint> talus;

  /** What the replies to a call differed in. */
  record Difference(int index, Call call, Reply expected, Reply actual) {}

  /**
   * A duel between the one Redis, emptied before each fight, and a new Talus for each.
   *
   * @param talus opens one
   */
  Duel(Endpoint redis, Supplier<Endpoint> talus) {
    this.redis = redis;
    this.talus = talus;
  }

  /** Makes the calls up to the first difference. */
  Optional<Difference> fight(List<Call> calls) {
    // A shortened trace may have left a transaction open.
    redis.execute(Call.exact("DISCARD").words());
    redis.execute(Call.exact("FLUSHALL").words());
    try (Endpoint subject = talus.get()) {
      return fight(calls, subject);
    }
  }

  private Optional<Difference> fight(List<Call> calls, Endpoint subject) {
    List<Comparison> queued = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      Reply expected = redis.execute(call.words());
      Reply actual = subject.execute(call.words());
      if (!accepts(call, queued, expected, actual)) {
        return Optional.of(new Difference(i, call, expected, actual));
      }
    }
    return Optional.empty();
  }

  private static boolean accepts(Call call, List<Comparison> queued, Reply expected, Reply actual) {
    if (call.is("EXEC") || call.is("DISCARD")) {
      List<Comparison> comparisons = List.copyOf(queued);
      queued.clear();
      return acceptsAll(comparisons, expected, actual);
    }
    if (expected.equals(Reply.QUEUED)) {
      queued.add(call.comparison());
      return actual.equals(Reply.QUEUED);
    }
    return call.comparison().accepts(expected, actual) || NewerReplies.contain(call, actual);
  }

  private static boolean acceptsAll(List<Comparison> comparisons, Reply expected, Reply actual) {
    List<? extends Reply> left = Replies.items(expected);
    List<? extends Reply> right = Replies.items(actual);
    if (left.size() != comparisons.size() || right.size() != left.size()) {
      return Replies.same(expected, actual);
    }
    for (int i = 0; i < left.size(); i++) {
      if (!comparisons.get(i).accepts(left.get(i), right.get(i))) {
        return false;
      }
    }
    return Replies.sameKind(expected, actual);
  }
}
