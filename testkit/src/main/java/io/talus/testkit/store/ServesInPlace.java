package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.ReadTier;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Elements are read where they are, while the store is behind and answers are late. */
interface ServesInPlace extends StoreTest {
  @Test
  default void aCollectionInPlaceIsWhatTheLogMakesOfIt() {
    Seeds.each(
        6,
        random -> {
          openAnew();
          serve(random);
        });
  }

  private void serve(RandomGenerator random) {
    RandomMutations commands = new RandomMutations(random);
    PlacesUnderTest places = new PlacesUnderTest(fixture(), random);
    for (int i = 0; i < 250; i++) {
      places.write(commands.next());
      if (random.nextInt(3) == 0) {
        places.applySome();
      }
      if (random.nextInt(10) == 0) {
        places.applyAll();
        places.openNew();
      }
      places.assertSame();
    }
  }

  @Test
  default void ranksOfALargeSortedSetFollowItsChanges() {
    Seeds.each(
        3,
        random -> {
          openAnew();
          growAndShrink(random);
        });
  }

  private void growAndShrink(RandomGenerator random) {
    ScoresUnderTest scores = new ScoresUnderTest(random);
    for (int i = 0; i < 40; i++) {
      boolean grows = i < 12 || (i > 24 && i < 30);
      fixture().write(grows ? scores.grow() : scores.shrink());
      if (random.nextInt(8) == 0) {
        reopen();
      }
      scores.assertRanks(
          query ->
              fixture().store().read(scores.stored(fixture().address()), query, ReadTier.DISK));
    }
  }

  @Test
  default void aCollectionThatWasDroppedHasNoElements() {
    ScoresUnderTest never = new ScoresUnderTest(Seeds.first());

    Elements count =
        fixture()
            .store()
            .read(
                never.stored(fixture().address()),
                new ElementQuery.CountBelow(1, null, true),
                ReadTier.DISK);

    assertEquals(new Elements.Count(0, 0), count);
  }
}
