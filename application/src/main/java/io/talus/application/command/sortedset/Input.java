package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a union, intersection or difference reads: a sorted set, a set, whose members all have the
 * score 1, or a key that does not exist.
 */
sealed interface Input {
  double SET_SCORE = 1;

  /** Members visited at a time by who may have enough of them: few to waste, many to hurry. */
  int PIECE = 256;

  long size();

  /** These members' scores will be asked for one after the other. */
  void expect(List<Bytes> members);

  /** The member's score, {@link SortedSetValue#ABSENT} if it is not in the input. */
  double score(Bytes member);

  void forEach(Consumer<ScoredMember> visitor);

  /** The members in hash order. */
  Pull<ScoredMember> pull();

  /** Visits members in pieces until there are no more, or one is no longer wanted. */
  void forEachWhile(BooleanSupplier wanted, Consumer<ScoredMember> visitor);

  /** The inputs of {@code numkeys key [key ...]}; the next argument follows right after them. */
  static List<Input> parse(Arguments args, int numkeysAt, KeyspaceView view) {
    long count = args.integer(numkeysAt);
    if (count < 1) {
      String name = args.text(0).toLowerCase(Locale.ROOT);
      throw new CommandError("ERR at least 1 input key is needed for '" + name + "' command");
    }
    if (count >= args.count() - numkeysAt) {
      throw Errors.syntax();
    }
    List<Input> inputs = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      inputs.add(of(view.find(args.get(numkeysAt + 1 + i))));
    }
    return inputs;
  }

  private static Input of(@Nullable Value value) {
    return switch (value) {
      case null -> Missing.INSTANCE;
      case SortedSetValue set -> new Scored(set);
      case SetValue set -> new Plain(set);
      default -> throw Errors.wrongType();
    };
  }

  /** A key that does not exist. */
  enum Missing implements Input {
    INSTANCE;

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void expect(List<Bytes> members) {
      // There is nothing to fetch.
    }

    @Override
    public double score(Bytes member) {
      return SortedSetValue.ABSENT;
    }

    @Override
    public void forEach(Consumer<ScoredMember> visitor) {
      // There is nothing to visit.
    }

    @Override
    public Pull<ScoredMember> pull() {
      return Pulls.of(List.of());
    }

    @Override
    public void forEachWhile(BooleanSupplier wanted, Consumer<ScoredMember> visitor) {
      // There is nothing to visit.
    }
  }

  /** A sorted set. */
  record Scored(SortedSetValue set) implements Input {
    @Override
    public long size() {
      return set.size();
    }

    @Override
    public void expect(List<Bytes> members) {
      set.expect(members);
    }

    @Override
    public double score(Bytes member) {
      return set.score(member);
    }

    @Override
    public void forEach(Consumer<ScoredMember> visitor) {
      set.forEach(0, set.size(), visitor);
    }

    @Override
    public Pull<ScoredMember> pull() {
      return Pulls.members(set);
    }

    @Override
    public void forEachWhile(BooleanSupplier wanted, Consumer<ScoredMember> visitor) {
      for (long from = 0; from < set.size() && wanted.getAsBoolean(); from += PIECE) {
        set.forEach(from, Math.min(from + PIECE, set.size()), visitor);
      }
    }
  }

  /** A set. */
  record Plain(SetValue set) implements Input {
    @Override
    public long size() {
      return set.size();
    }

    @Override
    public void expect(List<Bytes> members) {
      set.expect(members);
    }

    @Override
    public double score(Bytes member) {
      return set.contains(member) ? SET_SCORE : SortedSetValue.ABSENT;
    }

    @Override
    public void forEach(Consumer<ScoredMember> visitor) {
      set.forEach(member -> visitor.accept(new ScoredMember(member, SET_SCORE)));
    }

    @Override
    public Pull<ScoredMember> pull() {
      return Pulls.map(Pulls.members(set), member -> new ScoredMember(member, SET_SCORE));
    }

    @Override
    public void forEachWhile(BooleanSupplier wanted, Consumer<ScoredMember> visitor) {
      Consumer<Bytes> scored = member -> visitor.accept(new ScoredMember(member, SET_SCORE));
      long cursor = Scan.START;
      do {
        cursor = set.scan(cursor, PIECE, scored);
      } while (cursor != Scan.END && wanted.getAsBoolean());
    }
  }
}
