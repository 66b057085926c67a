package io.talus.application.command.sortedset;

import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mutations that change sorted sets. */
final class SortedSetEdits {
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
