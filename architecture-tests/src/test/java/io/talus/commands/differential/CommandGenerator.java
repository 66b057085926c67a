package io.talus.commands.differential;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws commands: most as the grammar says, some spoilt, some within MULTI. */
public final class CommandGenerator {
  private static final int SPOILT_PERCENT = 6;
  private static final int TRANSACTION_PERCENT = 3;
  private static final int TRANSACTION_COMMANDS_MAX = 6;
  private static final int WATCHED_PERCENT = 30;
  private static final int DISCARDED_PERCENT = 10;

  /** What arguments are replaced by: rarely what a command expects. */
  private static final List<String> SPOILERS =
      List.of(
          "",
          "abc",
          "0",
          "-1",
          "1.5",
          "01",
          "+1",
          " 1",
          "nan",
          "inf",
          "1e400",
          "(",
          "*",
          "GET",
          "9223372036854775807",
          "-9223372036854775808",
          "99999999999999999999");

  private final List<CommandGrammar> grammars;
  private final RandomGenerator random;

  public CommandGenerator(List<CommandGrammar> grammars, RandomGenerator random) {
    this.grammars = grammars;
    this.random = random;
  }

  /** {@code count} calls, a few more if the last begins a transaction. */
  public List<Call> calls(int count) {
    List<Call> calls = new ArrayList<>(count);
    while (calls.size() < count) {
      if (happens(TRANSACTION_PERCENT)) {
        transaction(calls);
      } else {
        calls.add(call());
      }
    }
    return calls;
  }

  private void transaction(List<Call> calls) {
    if (happens(WATCHED_PERCENT)) {
      calls.add(Call.exact("WATCH", "str1", "hash1", "list1", "set1", "zset1"));
      calls.add(callWhileWatching());
    }
    calls.add(Call.exact("MULTI"));
    int size = random.nextInt(TRANSACTION_COMMANDS_MAX + 1);
    for (int i = 0; i < size; i++) {
      calls.add(call());
    }
    calls.add(Call.exact(happens(DISCARDED_PERCENT) ? "DISCARD" : "EXEC"));
  }

  /**
   * Not BITFIELD: when all its operations overflow and fail, Redis makes the string as long as they
   * would have needed, or creates it, and tells nobody who watches it. Talus does.
   */
  private Call callWhileWatching() {
    Call call = call();
    while (call.is("BITFIELD")) {
      call = call();
    }
    return call;
  }

  private Call call() {
    CommandGrammar grammar = grammars.get(random.nextInt(grammars.size()));
    List<Bytes> words = grammar.command(random);
    if (!grammar.isFixed() && happens(SPOILT_PERCENT)) {
      spoil(words);
    }
    return new Call(List.copyOf(words), grammar.comparison());
  }

  private void spoil(List<Bytes> words) {
    if (words.size() == 1) {
      words.add(spoiler());
      return;
    }
    int index = random.nextInt(1, words.size());
    switch (random.nextInt(4)) {
      case 0 -> words.remove(index);
      case 1 -> words.add(index, words.get(index));
      case 2 -> words.add(spoiler());
      default -> words.set(index, spoiler());
    }
  }

  private Bytes spoiler() {
    return Bytes.of(SPOILERS.get(random.nextInt(SPOILERS.size())));
  }

  private boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }
}
