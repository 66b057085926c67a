package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Where npm has installed ioredis, with the scripts that use it. */
public final class IoredisFolder {
  /** What npm has installed stays from one run to the next. */
  private static final Path FOLDER = Path.of("target", "ioredis").toAbsolutePath();

  private IoredisFolder() {}

  /** Whether this machine has what it takes. */
  public static boolean isPossible() {
    return Tool.exists("node") && Tool.exists("npm");
  }

  /** The folder, with this script in it. */
  public static Path with(String script) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    boolean isNew = copy("package-lock.json");
    copy("package.json");
    copy(script);
    if (isNew || !Files.exists(FOLDER.resolve("node_modules"))) {
      Tool installed = Tool.run(FOLDER, List.of("npm", "ci", "--no-audit", "--no-fund"));
      assertEquals(0, installed.code(), installed.output());
    }
    assertTrue(Files.exists(FOLDER.resolve("node_modules/ioredis")));
    return FOLDER;
  }

  /** Whether the file was not there, or another one. */
  private static boolean copy(String name) throws IOException {
    Path target = FOLDER.resolve(name);
    Path before = Files.createTempFile("talus-", name);
    try (InputStream resource = IoredisFolder.class.getResourceAsStream(name)) {
      Files.copy(resource, before, StandardCopyOption.REPLACE_EXISTING);
    }
    boolean isNew = !Files.exists(target) || Files.mismatch(before, target) >= 0;
    Files.move(before, target, StandardCopyOption.REPLACE_EXISTING);
    return isNew;
  }
}
