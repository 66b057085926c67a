package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HashOrderedTable;
import io.talus.adapters.memory.structure.HeapSize;
import io.talus.adapters.memory.structure.RankedTree;
import io.talus.adapters.memory.structure.ScoredNode;
import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A sorted set: its members by hash, and by score with their ranks. */
final class SortedSetEntry extends CollectionEntry implements SortedSetValue {
  private final HashOrderedTable<ScoredNode> members = new HashOrderedTable<>();
  private final RankedTree ranks = new RankedTree();
  private long memberBytes;

  SortedSetEntry(Bytes key, CollectionHeader header) {
    super(key, header);
  }

  void put(List<ScoreChange> changes) {
    for (int i = 0; i < changes.size(); i++) {
      put(changes.get(i));
    }
  }

  private void put(ScoreChange change) {
    ScoredNode node = members.find(change.member());
    if (node == null) {
      node = new ScoredNode(change.member(), change.score());
      members.put(node);
      memberBytes += sizeBytes(node);
      ranks.add(node);
    } else if (node.score() != change.score()) {
      ranks.remove(node);
      node.score(change.score());
      ranks.add(node);
    } else {
      // Zero and minus zero are equal and stand in the same place, but read differently.
      node.score(change.score());
    }
  }

  void drop(List<ScoredMember> dropped) {
    for (int i = 0; i < dropped.size(); i++) {
      ScoredNode node = members.remove(dropped.get(i).member());
      if (node != null) {
        ranks.remove(node);
        memberBytes -= sizeBytes(node);
      }
    }
  }

  private static long sizeBytes(ScoredNode node) {
    return HeapSize.SCORED_MEMBER + HeapSize.bytes(node.keyArray().length);
  }

  @Override
  public double score(Bytes member) {
    ScoredNode node = members.find(member);
    return node == null ? ABSENT : node.score();
  }

  @Override
  public long rank(Bytes member) {
    ScoredNode node = members.find(member);
    return node == null ? -1 : ranks.rank(node);
  }

  @Override
  public long countBelow(double score, boolean inclusive) {
    return ranks.countBelow(score, inclusive);
  }

  @Override
  public long countBelow(Bytes member, boolean inclusive) {
    int low = 0;
    int high = ranks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = ranks.at(middle).scoredMember().member().compareTo(member);
      if (order < 0 || (inclusive && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many members come before any place. */
  long countBelow(CountBelow place) {
    Bytes member = place.member();
    return member == null
        ? ranks.countBelow(place.score(), place.inclusive())
        : ranks.countBelow(place.score(), member.array(), place.inclusive());
  }

  @Override
  public void forEach(long from, long to, Consumer<ScoredMember> visitor) {
    ranks.forEach((int) from, (int) to, node -> visitor.accept(node.scoredMember()));
  }

  @Override
  public void forEachReverse(long from, long to, Consumer<ScoredMember> visitor) {
    ranks.forEachReverse((int) from, (int) to, node -> visitor.accept(node.scoredMember()));
  }

  @Override
  public long scan(long cursor, int count, Consumer<ScoredMember> visitor) {
    return members.scan(cursor, count, node -> visitor.accept(node.scoredMember()));
  }

  @Override
  public List<ScoredMember> random(int count, RandomGenerator random) {
    List<ScoredMember> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      drawn.add(ranks.at(random.nextInt(ranks.size())).scoredMember());
    }
    return drawn;
  }

  @Override
  long contentBytes() {
    return memberBytes + members.sizeBytes();
  }
}
