package io.talus.adapters.memory.metadata;

import static io.talus.testkit.metadata.MetadataUnderTest.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.application.metadata.CommitOutcome;
import io.talus.testkit.metadata.MetadataFixture;
import io.talus.testkit.metadata.MetadataStoreContract;
import io.talus.testkit.metadata.MetadataUnderTest;
import io.talus.testkit.metadata.WatchedMetadata;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract, with each way in which the metadata can be away. */
final class MemoryMetadataStoreTest {

  @Nested
  final class RefusedTest extends MetadataStoreContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.REFUSED);
    }
  }

  @Nested
  final class RequestsLostTest extends MetadataStoreContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.REQUESTS_LOST);
    }
  }

  @Nested
  final class AnswersLostTest extends MetadataStoreContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.ANSWERS_LOST);
    }
  }

  @Nested
  final class RequestsLateTest extends MetadataStoreContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.REQUESTS_LATE);
    }
  }

  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.ANSWERS_LOST);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final MemoryMetadataStore store = simulated.joinMemory();
  private final MemoryMetadataStore other = simulated.joinMemory();

  @Test
  void unknownChangeMayHaveBeenMade() {
    store.reach(Reach.ANSWERS_LOST);

    CommitOutcome outcome = metadata.commit(store, put("a", "1").provided("a", 0));

    assertInstanceOf(CommitOutcome.Unknown.class, outcome);
    assertEquals(Map.of("a", "1"), metadata.texts(other, ""));
  }

  @Test
  void unknownChangeMayStillBeMade() {
    store.reach(Reach.REQUESTS_LATE);
    CommitOutcome outcome = metadata.commit(store, put("a", "1").provided("a", 0));
    assertEquals(Map.of(), metadata.texts(other, ""));

    store.reach(Reach.THERE);

    assertInstanceOf(CommitOutcome.Unknown.class, outcome);
    assertEquals(Map.of("a", "1"), metadata.texts(other, ""));
  }

  @Test
  void watchThatHasGoneSilentLooksForItselfAtLast() {
    WatchedMetadata watched = new WatchedMetadata();
    store.watch("", watched);
    metadata.until(() -> watched.images() == 1);

    store.loseNews();
    metadata.committed(other, put("a", "1"));
    metadata.committed(other, put("b", "1"));
    assertEquals(Map.of(), watched.there());

    metadata.until(() -> watched.images() == 2);
    assertEquals(Map.of("a", "1", "b", "1"), watched.there());
  }
}
