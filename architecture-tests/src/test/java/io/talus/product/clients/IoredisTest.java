package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Node;
import io.talus.product.node.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ioredis, under Node.js: what {@code everyday.js} says. */
final class IoredisTest {
  @TempDir private Path dir;

  @Test
  void everydayFeaturesWork() throws Exception {
    assumeTrue(IoredisFolder.isPossible(), "this machine has no Node.js");
    Path folder = IoredisFolder.with("everyday.js");
    try (Node node = Node.in(dir).start()) {
      Tool ran = Tool.run(folder, List.of("node", "everyday.js", Integer.toString(node.port())));

      assertEquals(0, ran.code(), ran.output());
      assertEquals("ok 9\n", ran.output());
    }
  }
}
