package io.talus.adapters.memory.metadata;

import io.talus.testkit.metadata.DecisionsContract;
import io.talus.testkit.metadata.MetadataFixture;
import org.junit.jupiter.api.Nested;

/** Decisions in memory, under virtual time, whatever the metadata's absence looks like. */
final class DecisionsTest {
  @Nested
  final class RequestsAreLostTest extends DecisionsContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.REQUESTS_LOST);
    }
  }

  @Nested
  final class AnswersAreLostTest extends DecisionsContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.ANSWERS_LOST);
    }
  }

  @Nested
  final class RequestsAreLateTest extends DecisionsContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.REQUESTS_LATE);
    }
  }

  @Nested
  final class RequestsAreRefusedTest extends DecisionsContract {
    @Override
    protected MetadataFixture start() {
      return new SimulatedMetadata(Reach.REFUSED);
    }
  }
}
