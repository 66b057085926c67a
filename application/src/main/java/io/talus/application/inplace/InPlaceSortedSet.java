package io.talus.application.inplace;

import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set in place.
 *
 * <p>The store counts how many members come before a place, as of some index; the changes say of
 * every changed member what the store had after that index and what it is now, so that the
 * difference can be put right: in time linear in the number of members that were changed and not
 * settled, which does not depend on the size of the set.
 *
 * <p>A range of ranks is read with as many members more, before and behind, as there are changed
 * ones: a rank is never farther off than that. Of the members read those that were changed are
 * taken out, and put in again where they are now.
 */
final class InPlaceSortedSet extends InPlaceMembers<ScoredMember> implements SortedSetValue {
  InPlaceSortedSet(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    super(stored, header, reads);
  }

  @Override
  void take(OfCollection change, long index) {
    switch (change) {
      case PutScores put -> put.changes().forEach(score -> put(score, index));
      case DropScores drop -> drop.members().forEach(member -> drop(member, index));
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
      default -> throw unexpected(change);
    }
  }

  private void put(ScoreChange change, long index) {
    Bytes member = change.member();
    boolean isNew = Double.isNaN(change.previousScore());
    ScoredMember before = isNew ? null : new ScoredMember(member, change.previousScore());
    changed(member, index, before, new ScoredMember(member, change.score()), 0);
  }

  private void drop(ScoredMember member, long index) {
    changed(member.member(), index, member, null, 0);
  }

  @Override
  public double score(Bytes member) {
    ScoredMember found = element(member);
    return found == null ? ABSENT : found.score();
  }

  @Override
  public long rank(Bytes member) {
    ScoredMember found = element(member);
    return found == null ? -1 : count(new CountBelow(found.score(), member, false));
  }

  @Override
  public long countBelow(double score, boolean inclusive) {
    return count(new CountBelow(score, null, inclusive));
  }

  @Override
  public long countBelow(Bytes member, boolean inclusive) {
    double commonScore = range(0, 1).getFirst().score();
    return count(new CountBelow(commonScore, member, inclusive));
  }

  private long count(CountBelow place) {
    Elements.Count answer = (Elements.Count) read(place);
    return answer.count() + difference(place, answer.index());
  }

  /** How many members more come before the place now than in the store after the index. */
  private long difference(CountBelow place, long index) {
    long[] more = {0};
    pending()
        .forEach(
            (name, changed) ->
                more[0] += counts(place, changed.now()) - counts(place, changed.after(index)));
    return more[0];
  }

  private static int counts(CountBelow place, @Nullable ScoredMember member) {
    return member != null && place.counts(member) ? 1 : 0;
  }

  @Override
  public void forEach(long from, long to, Consumer<ScoredMember> visitor) {
    range(from, to).forEach(visitor);
  }

  @Override
  public void forEachReverse(long from, long to, Consumer<ScoredMember> visitor) {
    range(from, to).reversed().forEach(visitor);
  }

  /** The members with these ranks. */
  private List<ScoredMember> range(long from, long to) {
    if (from >= to) {
      return List.of();
    }
    int changed = pending().size();
    Ranks needed = new Ranks(Math.max(0, from - changed), to + changed);
    Elements.Ranked answer = (Elements.Ranked) read(needed);
    if (changed == 0) {
      int first = (int) (from - answer.from());
      return answer.members().subList(first, first + (int) (to - from));
    }
    List<ScoredMember> now = merged(answer);
    int first = (int) (from - rankOfFirst(answer));
    return now.subList(first, first + (int) (to - from));
  }

  private List<ScoredMember> merged(Elements.Ranked answer) {
    List<ScoredMember> stored = answer.members();
    List<ScoredMember> now = new ArrayList<>(stored.size() + pending().size());
    for (ScoredMember member : stored) {
      if (pending().find(member.member()) == null) {
        now.add(member);
      }
    }
    pending()
        .forEach(
            (name, changed) -> {
              ScoredMember member = changed.now();
              if (member != null && isWithin(answer, member)) {
                now.add(member);
              }
            });
    now.sort(null);
    return now;
  }

  /** Whether the place of this member is among those of the answer. */
  private static boolean isWithin(Elements.Ranked answer, ScoredMember member) {
    List<ScoredMember> stored = answer.members();
    boolean notBefore = answer.from() == 0 || stored.getFirst().compareTo(member) <= 0;
    return notBefore && (answer.isEnd() || stored.getLast().compareTo(member) >= 0);
  }

  /** The rank that the first of the answer's members, changed or not, has now. */
  private long rankOfFirst(Elements.Ranked answer) {
    if (answer.from() == 0) {
      return 0;
    }
    ScoredMember first = answer.members().getFirst();
    CountBelow place = new CountBelow(first.score(), first.member(), false);
    return answer.from() + difference(place, answer.index());
  }

  @Override
  List<ScoredMember> elements(Elements answer) {
    return ((Elements.Scores) answer).members();
  }

  @Override
  long next(Elements answer) {
    return ((Elements.Scores) answer).next();
  }

  @Override
  Elements answer(List<ScoredMember> elements) {
    return new Elements.Scores(elements, Scan.END);
  }

  @Override
  Bytes nameOf(ScoredMember element) {
    return element.member();
  }
}
