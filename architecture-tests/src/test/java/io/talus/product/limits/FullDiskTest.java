package io.talus.product.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import io.talus.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on a small disk that gets full: it goes on serving reads and deletes. */
final class FullDiskTest {
  private static final int VALUE_CHARS = 10_000;
  private static final int KEYS_MAX = 20_000;

  @TempDir private Path dir;
  private final List<String> acknowledged = new ArrayList<>();
  private boolean mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertEquals(0, exitCode("umount", dir.resolve("data").toString()));
    }
  }

  @Test
  void readsAndDeletesGoOnWhenThereIsNoRoomAndWithMoreRoomAllIsThere() throws Exception {
    mount();
    Seeds.each(1, this::fillAndDelete);
  }

  private void fillAndDelete(RandomGenerator random) throws Exception {
    try (Node node = Node.in(dir, "--max-recovery-log", "4mb").start()) {
      try (RespClient client = node.connect()) {
        fill(client, random);
        assertEquals(VALUE_CHARS, client.call("GET", acknowledged.getFirst()).text().length());
        assertEquals(1, client.call("DEL", acknowledged.removeFirst()).number());
      }
      node.kill();
      assertEquals(0, exitCode("mount", "-o", "remount,size=128m", data().toString()));
      node.start();
      try (RespClient client = node.connect()) {
        assertEquals(acknowledged.size(), client.call("DBSIZE").number());
        assertEquals(VALUE_CHARS, client.call("GET", acknowledged.getLast()).text().length());
        assertEquals("OK", client.call("SET", "key", "value").text());
      }
    }
  }

  private void mount() throws Exception {
    Files.createDirectories(data());
    mounted = exitCode("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data().toString()) == 0;
    assumeTrue(mounted, "only who may mount a small disk can fill it");
  }

  private Path data() {
    return dir.resolve("data");
  }

  private static int exitCode(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), command[0] + " does not end");
    return process.exitValue();
  }

  /** Writes what cannot be compressed until there is no room for more. */
  private void fill(RespClient client, RandomGenerator random) throws IOException {
    for (int i = 0; i < KEYS_MAX; i++) {
      String reply = client.call("SET", "key" + i, value(random)).text();
      if (reply.startsWith("MISCONF")) {
        return;
      }
      assertEquals("OK", reply);
      acknowledged.add("key" + i);
    }
    throw new AssertionError("the disk has room for " + KEYS_MAX + " keys");
  }

  private static String value(RandomGenerator random) {
    StringBuilder value = new StringBuilder(VALUE_CHARS);
    while (value.length() < VALUE_CHARS) {
      value.append((char) random.nextInt(256));
    }
    return value.toString();
  }
}
