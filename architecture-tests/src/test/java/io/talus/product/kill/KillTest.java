package io.talus.product.kill;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.talus.product.node.Node;
import io.talus.testkit.Seeds;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after {@code kill -9}, whatever the node was doing. */
final class KillTest {
  private static final int KILLS = 8;
  private static final int LONG_KILLS = 300;

  /** Small enough for the node to flush, cut its log and evict between two kills. */
  private static final String[] SMALL = {
    "--max-recovery-log", "1mb", "--resident-limit", "4mb", "--save", ""
  };

  @TempDir private Path dir;

  @Test
  void acknowledgedWritesSurviveKills() {
    Seeds.each(1, random -> kill(random, KILLS));
  }

  @Tag("long")
  @Test
  void acknowledgedWritesSurviveHundredsOfKills() {
    Seeds.each(1, random -> kill(random, LONG_KILLS));
  }

  private void kill(RandomGenerator random, int kills) throws Exception {
    try (Node node = Node.in(dir, SMALL);
        Killing killing = new Killing(node, random)) {
      node.start();
      for (int round = 0; round < kills; round++) {
        killing.round(round);
      }
      assertFalse(node.printed().contains(" ERROR "), node::lastWords);
    }
  }
}
