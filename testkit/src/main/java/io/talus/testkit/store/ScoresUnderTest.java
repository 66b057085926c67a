package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One sorted set that grows to thousands of members and shrinks again. */
final class ScoresUnderTest {
  static final long ID = 1;
  private static final int MEMBERS = 20_000;
  private static final int AT_ONCE_MAX = 900;
  private static final int PROBES = 20;

  private final RandomGenerator random;
  private final Map<Bytes, Double> scores = new HashMap<>();

  ScoresUnderTest(RandomGenerator random) {
    this.random = random;
  }

  StoredCollection stored(SlotAddress address) {
    return new StoredCollection(address, ValueType.SORTED_SET, ID);
  }

  private CollectionHeader header() {
    return CollectionHeader.create(ValueType.SORTED_SET, ID).withSize(scores.size());
  }

  /** New members and new scores of others. */
  Mutation grow() {
    List<ScoreChange> changes = new ArrayList<>();
    int count = 1 + random.nextInt(AT_ONCE_MAX);
    for (int i = 0; i < count; i++) {
      Bytes member = Bytes.of("member:" + random.nextInt(MEMBERS));
      double score = random.nextInt(MEMBERS / 10);
      Double before = scores.put(member, score);
      double previous = before == null ? SortedSetValue.ABSENT : before;
      changes.add(new ScoreChange(member, score, previous));
    }
    return new PutScores(StoreTest.KEY, header(), changes);
  }

  /** Takes a run of ranks away, from either end or the middle; one member always stays. */
  Mutation shrink() {
    List<ScoredMember> members = inOrder();
    int count = Math.min(members.size() - 1, random.nextInt(AT_ONCE_MAX));
    int from = random.nextInt(members.size() - count);
    List<ScoredMember> dropped = List.copyOf(members.subList(from, from + count));
    dropped.forEach(member -> scores.remove(member.member()));
    return new DropScores(StoreTest.KEY, header(), dropped);
  }

  private List<ScoredMember> inOrder() {
    List<ScoredMember> members = new ArrayList<>();
    scores.forEach((member, score) -> members.add(new ScoredMember(member, score)));
    members.sort(null);
    return members;
  }

  void assertRanks(Function<ElementQuery, Elements> store) {
    List<ScoredMember> members = inOrder();
    for (int i = 0; i < PROBES; i++) {
      int rank = random.nextInt(members.size());
      ScoredMember member = members.get(rank);
      assertCount(rank, new CountBelow(member.score(), member.member(), false), store);
      assertCount(rank + 1L, new CountBelow(member.score(), member.member(), true), store);
      double score = member.score();
      long below = members.stream().filter(other -> other.score() < score).count();
      assertCount(below, new CountBelow(score, null, false), store);
      int to = random.nextInt(rank, members.size() + 1);
      Elements.Ranked range = (Elements.Ranked) store.apply(new Ranks(rank, to));
      assertEquals(members.subList(rank, to), range.members());
      assertEquals(rank, range.from());
    }
    Elements.Ranked all = (Elements.Ranked) store.apply(new Ranks(0, members.size() + 1L));
    assertEquals(members, all.members());
  }

  private static void assertCount(
      long expected, CountBelow place, Function<ElementQuery, Elements> store) {
    assertEquals(expected, ((Elements.Count) store.apply(place)).count(), place::toString);
  }
}
