package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of one node of three gets full: the other two have all that was acknowledged, and lead
 * all slots soon.
 */
final class FullNodeTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16;
  private static final int VALUE_CHARS = 10_000;
  private static final int PIPELINE = 50;

  /** More than the small disk has room for, by far. */
  private static final int KEYS = 10_000;

  @TempDir private Path dir;
  private final List<String> acknowledged = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private boolean mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertEquals(0, exitCode("umount", data().toString()));
    }
  }

  @Test
  void aNodeWithoutRoomLosesNothingAndComesBackWhenThereIsRoom() throws Exception {
    mount();
    try (ClusterProcesses cluster =
        ClusterProcesses.start(dir, ClusterFaultsTest.talus(), NODES, SLOTS)) {
      EverySlot slots = new EverySlot(SLOTS);
      try (RespClient client = new RespClient(cluster.node(1).port())) {
        fill(client);
        // Those that have room lead now.
        slots.awaitWritable(List.of(cluster.node(1), cluster.node(2)), System.nanoTime());
        lookAt(client);
      }
      cluster.node(0).kill();
      slots.awaitWritable(List.of(cluster.node(1), cluster.node(2)), System.nanoTime());
      assertEquals(0, exitCode("mount", "-o", "remount,size=1g", data().toString()));
      cluster.node(0).launch();
      cluster.node(0).awaitStart();
      // From now on node 1 is missing: node 0 has to have all that it has missed.
      cluster.node(1).kill();
      List<NodeProcess> left = List.of(cluster.node(0), cluster.node(2));
      slots.awaitWritable(left, System.nanoTime());
      for (NodeProcess node : left) {
        try (RespClient client = new RespClient(node.port())) {
          lookAt(client);
        }
      }
    }
  }

  /** Writes much more than the one has room for. */
  private void fill(RespClient client) throws IOException {
    int refused = 0;
    for (int i = 0; i < KEYS; i += PIPELINE) {
      List<String[]> writes = new ArrayList<>();
      for (int j = i; j < i + PIPELINE; j++) {
        writes.add(new String[] {"SET", "key" + j, value()});
      }
      List<Answer> answers = client.pipeline(writes);
      for (int j = 0; j < PIPELINE; j++) {
        if (answers.get(j).isError()) {
          refused++;
        } else {
          acknowledged.add(writes.get(j)[1]);
        }
      }
    }
    System.out.printf("a full disk: %d written, %d refused%n", acknowledged.size(), refused);
    String said = Files.readString(dir.resolve("n0").resolve("server.log"));
    assertTrue(said.contains("the disk is full"), "the disk was large enough for all");
  }

  private void lookAt(RespClient client) throws IOException {
    for (int i = 0; i < acknowledged.size(); i += PIPELINE) {
      List<String> keys = acknowledged.subList(i, Math.min(i + PIPELINE, acknowledged.size()));
      List<Answer> lengths =
          client.pipeline(keys.stream().map(key -> new String[] {"STRLEN", key}).toList());
      for (int j = 0; j < keys.size(); j++) {
        assertEquals(VALUE_CHARS, lengths.get(j).number(), keys.get(j));
      }
    }
  }

  private void mount() throws Exception {
    Files.createDirectories(data());
    mounted = exitCode("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data().toString()) == 0;
    assumeTrue(mounted, "only who may mount a small disk can fill it");
  }

  private Path data() {
    return dir.resolve("n0").resolve("data");
  }

  private static int exitCode(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), command[0] + " does not end");
    return process.exitValue();
  }

  /** What cannot be compressed. */
  private String value() {
    StringBuilder value = new StringBuilder(VALUE_CHARS);
    while (value.length() < VALUE_CHARS) {
      value.append((char) random.nextInt(256));
    }
    return value.toString();
  }
}
