package io.talus.application.command.sortedset;

import io.talus.application.command.CommandError;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Parts;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Replacement;
import io.talus.application.walk.SortedScores;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mutations that change sorted sets. */
final class SortedSetEdits {
  /** To note so many changes takes some milliseconds. */
  static final int FEW = 10_000;

  private SortedSetEdits() {}

  /** The sorted set's header, or that of the one about to be created under the key. */
  static CollectionHeader header(KeyspaceView view, Bytes key, @Nullable SortedSetValue set) {
    return set != null ? set.header() : create(view, key);
  }

  private static CollectionHeader create(KeyspaceView view, Bytes key) {
    return CollectionHeader.create(ValueType.SORTED_SET, view.nextCollectionId(key));
  }

  /** Removes members, at least one; the key goes with the last of them. */
  static Mutation.OfKey remove(Bytes key, SortedSetValue set, List<ScoredMember> members) {
    long size = set.size() - members.size();
    return size == 0
        ? Mutations.drop(key, set, DropReason.DELETED)
        : new DropScores(key, set.header().withSize(size), members);
  }

  /** The key holds these members and nothing else, whatever it held before; none: it goes. */
  static List<Mutation> replace(KeyspaceView view, Bytes key, List<ScoredMember> members) {
    List<Mutation> mutations = new ArrayList<>(2);
    Value before = view.find(key);
    if (before != null) {
      DropReason reason = members.isEmpty() ? DropReason.DELETED : DropReason.OVERWRITTEN;
      mutations.add(Mutations.drop(key, before, reason));
    }
    if (!members.isEmpty()) {
      CollectionHeader header = create(view, key).withSize(members.size());
      mutations.add(new PutScores(key, header, added(members)));
    }
    return mutations;
  }

  /**
   * The same for members that come one after the other, in hash order. They are put in order first;
   * when they are too many for that it takes the store longer.
   *
   * @param inHashOrder gives them from the first one on, twice
   */
  static Construction storingSorted(
      KeyspaceView view, Bytes key, Supplier<Pull<ScoredMember>> inHashOrder) {
    SortedScores sorted = new SortedScores(view::reserve);
    try {
      sorted.addAll(inHashOrder.get());
    } catch (CommandError tooMany) {
      return storing(view, key, inHashOrder.get());
    }
    return storing(view, key, sorted.inOrder());
  }

  /** The key holds these members and nothing else. */
  static Construction storing(KeyspaceView view, Bytes key, Pull<ScoredMember> members) {
    CollectionHeader empty = create(view, key);
    return new Construction(
        Construction.SELECTED,
        key,
        empty,
        Expiry.NEVER,
        Parts.ofScores(key, empty, members),
        Replacement.of(key));
  }

  /** The sorted set is stored anew, with these members only. */
  static Construction keeping(
      KeyspaceView view,
      Bytes key,
      SortedSetValue set,
      Pull<ScoredMember> members,
      LongFunction<Reply> reply) {
    CollectionHeader empty = create(view, key);
    return new Construction(
        Construction.SELECTED,
        key,
        empty,
        set.expireAt(),
        Parts.ofScores(key, empty, members),
        Replacement.of(key, set, reply));
  }

  /** All members but those with these ranks. */
  static Pull<ScoredMember> without(SortedSetValue set, IndexRange ranks) {
    return Pulls.concat(
        Pulls.ranks(set, 0, ranks.from()), Pulls.ranks(set, ranks.to(), set.size()));
  }

  private static List<ScoreChange> added(List<ScoredMember> members) {
    List<ScoreChange> changes = new ArrayList<>(members.size());
    for (ScoredMember member : members) {
      changes.add(ScoreChange.added(member.member(), stored(member.score())));
    }
    return changes;
  }

  /** The score as it is stored: minus zero, which equals zero, becomes zero. */
  static double stored(double score) {
    return score + 0.0;
  }
}
