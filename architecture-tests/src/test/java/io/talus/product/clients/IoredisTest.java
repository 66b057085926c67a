package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Node;
import io.talus.product.node.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ioredis, under Node.js: what {@code everyday.js} says. */
final class IoredisTest {
  /** What npm has installed stays from one run to the next. */
  private static final Path FOLDER = Path.of("target", "ioredis").toAbsolutePath();

  @TempDir private Path dir;

  @Test
  void everydayFeaturesWork() throws Exception {
    assumeTrue(Tool.exists("node") && Tool.exists("npm"), "this machine has no Node.js");
    install();
    try (Node node = Node.in(dir).start()) {
      Tool ran = Tool.run(FOLDER, List.of("node", "everyday.js", Integer.toString(node.port())));

      assertEquals(0, ran.code(), ran.output());
      assertEquals("ok 9\n", ran.output());
    }
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    boolean isNew = copy("package-lock.json");
    copy("package.json");
    copy("everyday.js");
    if (isNew || !Files.exists(FOLDER.resolve("node_modules"))) {
      Tool installed = Tool.run(FOLDER, List.of("npm", "ci", "--no-audit", "--no-fund"));
      assertEquals(0, installed.code(), installed.output());
    }
    assertTrue(Files.exists(FOLDER.resolve("node_modules/ioredis")));
  }

  /** Whether the file was not there, or another one. */
  private static boolean copy(String name) throws IOException {
    Path target = FOLDER.resolve(name);
    Path before = Files.createTempFile("talus-", name);
    try (InputStream resource = IoredisTest.class.getResourceAsStream(name)) {
      Files.copy(resource, before, StandardCopyOption.REPLACE_EXISTING);
    }
    boolean isNew = !Files.exists(target) || Files.mismatch(before, target) >= 0;
    Files.move(before, target, StandardCopyOption.REPLACE_EXISTING);
    return isNew;
  }
}
