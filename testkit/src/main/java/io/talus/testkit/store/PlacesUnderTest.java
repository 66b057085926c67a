package io.talus.testkit.store;

import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.InPlaceCollection;
import io.talus.application.inplace.RecentElements;
import io.talus.application.inplace.RecentEntries;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OfString;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.model.ModelValue.Headed;
import io.talus.testkit.model.ValueComparison;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * All collections of a slot in place. The store is some records behind the log, and an answer may
 * be as old as the last record that was settled.
 */
final class PlacesUnderTest implements ElementReads {
  private static final SlotId SLOT = new SlotId(0, 7);

  private static final int SETTLED_MAX = 20;

  /** Not enough for all elements. */
  private static final long RECENT_BYTES_MAX = 16 * 1024;

  private record Asked(InPlace of, ElementQuery query) {}

  private final StoreFixture fixture;
  private final RandomGenerator random;
  private final ValueComparison comparison;
  private final Map<Bytes, InPlace> places = new HashMap<>();
  private final Map<Asked, Elements> answers = new HashMap<>();
  private final RecentEntries recentEntries = new RecentEntries();
  private final RecentElements recentElements = new RecentElements(() -> RECENT_BYTES_MAX);

  PlacesUnderTest(StoreFixture fixture, RandomGenerator random) {
    this.fixture = fixture;
    this.random = random;
    this.comparison = new ValueComparison(random);
  }

  void write(List<Mutation> unit) {
    fixture.log(SLOT, unit);
    unit.forEach(this::follow);
  }

  private void follow(Mutation mutation) {
    switch (mutation) {
      case OfString put -> places.remove(put.key());
      case DropKey drop -> places.remove(drop.key());
      case ClearSlot _ -> places.clear();
      case BuildPart _, AbandonBuilt _ -> {
        // Nobody sees it.
      }
      case MoveKey move -> {
        InPlace moved = places.remove(move.key());
        if (moved != null) {
          moved.change(move, fixture.end());
          places.put(move.to(), moved);
        }
      }
      case OfCollection change -> {
        InPlace changed = places.get(change.key());
        if (changed != null) {
          changed.change(change, fixture.end());
        }
      }
    }
  }

  /** The store comes nearer, and perhaps nobody knows any more what it was before. */
  void applySome() {
    long applied = fixture.store().mark();
    if (applied < fixture.end()) {
      fixture.applyUpTo(random.nextLong(applied + 1, fixture.end() + 1));
    }
    if (random.nextBoolean()) {
      settle();
    }
  }

  void applyAll() {
    fixture.applyUpTo(fixture.end());
    settle();
  }

  private void settle() {
    answers.clear();
    int steps = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(1, SETTLED_MAX);
    places.values().forEach(place -> place.settle(fixture.store().mark(), steps));
  }

  /** Everything that the store has by now, and is not in place yet, is from now on. */
  void openNew() {
    fixture
        .model()
        .keys()
        .forEach(
            (key, value) -> {
              if (value instanceof Headed headed) {
                places.computeIfAbsent(
                    key, k -> InPlaceCollection.of(fixture.address(), headed.header(), this));
              }
            });
  }

  void assertSame() {
    places.forEach(
        (key, place) ->
            comparison.assertSame(
                Objects.requireNonNull(fixture.model().keys().get(key)), place.value()));
  }

  /** An answer may be one that was given before: nothing was settled since. */
  @Override
  public Elements read(InPlace of, ElementQuery query) {
    Asked asked = new Asked(of, query);
    Elements old = answers.get(asked);
    if (old != null && random.nextBoolean()) {
      return old;
    }
    Elements answer = fixture.store().read(of.stored(), query, ReadTier.DISK);
    answers.put(asked, answer);
    return answer;
  }

  @Override
  public List<Elements> readAll(InPlace of, List<? extends ElementQuery> queries) {
    return queries.stream().map(query -> read(of, query)).toList();
  }

  @Override
  public void requireApplied(InPlace of, long index) {
    fixture.applyUpTo(Math.max(index, fixture.store().mark()));
  }

  @Override
  public RecentEntries recentEntries() {
    return recentEntries;
  }

  @Override
  public RecentElements recentElements() {
    return recentElements;
  }

  @Override
  public boolean isToBeKept(InPlace of, Bytes name) {
    return random.nextBoolean();
  }

  @Override
  public long nextDue(SlotAddress address) {
    return fixture.store().nextDue(address);
  }
}
