package io.talus.commands.differential;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    // A trace that ended early may have left a transaction open, or keys watched.
    redis.execute(Call.exact("DISCARD").words());
    redis.execute(Call.exact("UNWATCH").words());
    redis.execute(Call.exact("FLUSHALL").words());
    try (Endpoint subject = talus.get()) {
      return fight(calls, subject);
    }
  }

  private Optional<Difference> fight(List<Call> calls, Endpoint subject) {
    List<Comparison> queued = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      if (countsKeys(calls, i)) {
        lookAtAll(calls.subList(0, i), subject);
      }
      Reply expected = redis.execute(call.words());
      Reply actual = subject.execute(call.words());
      if (!accepts(call, queued, expected, actual)) {
        return Optional.of(new Difference(i, call, expected, actual));
      }
    }
    return Optional.empty();
  }

  /** Whether keys are counted next: by this call, or within the transaction that it begins. */
  private static boolean countsKeys(List<Call> calls, int index) {
    if (!calls.get(index).is("MULTI")) {
      return calls.get(index).is("DBSIZE") && !isWithinTransaction(calls, index);
    }
    for (int i = index; i < calls.size() && !calls.get(i).is("EXEC"); i++) {
      if (calls.get(i).is("DBSIZE")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithinTransaction(List<Call> calls, int index) {
    for (int i = index; i >= 0; i--) {
      Call call = calls.get(i);
      if (call.is("MULTI") || call.is("EXEC") || call.is("DISCARD")) {
        return call.is("MULTI");
      }
    }
    return false;
  }

  /**
   * Keys whose time has come are counted until somebody looks at them, and the two do so by
   * themselves at times of their own. Every word may have become a key.
   */
  private void lookAtAll(List<Call> before, Endpoint subject) {
    Set<Bytes> exists = new LinkedHashSet<>(Call.exact("EXISTS", "none").words());
    before.forEach(call -> exists.addAll(call.words()));
    redis.execute(List.copyOf(exists));
    subject.execute(List.copyOf(exists));
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
