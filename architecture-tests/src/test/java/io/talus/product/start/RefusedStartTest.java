package io.talus.product.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.architecture.Repository;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot start says why, in words that lead to the cause, and ends with code 1. */
final class RefusedStartTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path dir;

  @Test
  void badSettingNamesFileLineAndWhatWasExpected() throws Exception {
    Path file = dir.resolve("talus.conf");
    Files.writeString(file, "databases 16\nmaxclients many\n");

    String said = refused(file);

    assertTrue(said.contains("talus.conf:2: 'many' is no value for maxclients"), said);
    assertTrue(said.contains("(expected: 1 to 4294967295)"), said);
  }

  @Test
  void unknownSettingNamesFileAndLine() throws Exception {
    Path file = dir.resolve("talus.conf");
    Files.writeString(file, "# comment\n\nmaxclient 5\n");

    String said = refused(file);

    assertTrue(said.contains("talus.conf:3: no setting is called 'maxclient'"), said);
  }

  private static ServerCommand talus() {
    return ServerCommand.talusOnClassPath(
        Repository.root(), System.getProperty("java.class.path"), "--memory-budget", "128mb");
  }

  /** What Talus says that is started with the file. */
  private String refused(Path file) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(talus().words());
    words.add(words.indexOf("--port"), file.toString());
    Path log = dir.resolve("server.log");
    RunningServer server = RunningServer.launchOn(dir, new ServerCommand("talus", words), log);
    try {
      assertEquals(1, server.awaitExit(LIMIT));
      return Files.readString(log);
    } finally {
      server.close();
    }
  }

  @Test
  void secondServerOnAFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    try (Node first = Node.in(dir).start()) {
      Path log = dir.resolve("second.log");
      RunningServer second = RunningServer.launchOn(first.data(), talus(), log);
      int code = second.awaitExit(LIMIT);
      second.close();

      assertEquals(1, code);
      String said = Files.readString(log);
      assertTrue(said.contains(first.data() + ": another process uses this folder"), said);
      assertTrue(first.server().answers());
    }
  }

  @Test
  void occupiedPortIsNamedInOneLine() throws Exception {
    try (Node first = Node.in(dir.resolve("first")).start()) {
      Node second = Node.in(dir.resolve("second")).on(first.port());

      second.launch();

      assertEquals(1, second.awaitExit());
      List<String> said =
          second.printed().lines().filter(line -> !line.contains(" INFO ")).toList();
      assertEquals(1, said.size(), second.printed());
      assertTrue(said.getFirst().startsWith("talus: cannot listen on "), said.getFirst());
      assertTrue(said.getFirst().contains(":" + first.port()), said.getFirst());
      assertTrue(first.server().answers());
    }
  }

  @Test
  void damageBeforeTheSyncedEndStopsTheStartWithFileAndOffset() throws Exception {
    try (Node node = Node.in(dir, "--appendfsync", "always").start()) {
      try (RespClient client = node.connect()) {
        for (int i = 0; i < 100; i++) {
          assertEquals("OK", client.call("SET", "key" + i, "value").text());
        }
      }
      node.kill();
      Path segment = onlySegment(node);
      flipByte(segment, Files.size(segment) / 2);

      node.launch();

      assertEquals(1, node.awaitExit());
      String said = node.printed();
      assertTrue(said.contains(segment + ": damaged at offset "), said);
    }
  }

  /** Nothing was written behind it that could say so, but a start marks what it has synced. */
  @Test
  void damageToALastBlockThatWasSyncedStopsTheStartToo() throws Exception {
    try (Node node = Node.in(dir).start()) {
      try (RespClient client = node.connect()) {
        assertEquals("OK", client.call("SET", "key", "value").text());
      }
      node.kill();
      Path segment = onlySegment(node);
      long end = Files.size(segment);
      node.start();
      node.kill();
      flipByte(segment, end - 1);

      node.launch();

      assertEquals(1, node.awaitExit());
      String said = node.printed();
      assertTrue(said.contains(segment + ": damaged at offset "), said);
    }
  }

  @Test
  void tornTailIsCutAndReportedAndAcknowledgedWritesStay() throws Exception {
    try (Node node = Node.in(dir).start()) {
      try (RespClient client = node.connect()) {
        assertEquals("OK", client.call("SET", "key", "value").text());
      }
      node.kill();
      Files.write(onlySegment(node), new byte[] {'T', 'B', 'L'}, StandardOpenOption.APPEND);

      node.start();

      assertTrue(node.printed().contains("torn tail: 3 bytes after block"), node.printed());
      try (RespClient client = node.connect()) {
        assertEquals("value", client.call("GET", "key").text());
      }
    }
  }

  private static Path onlySegment(Node node) throws IOException {
    try (Stream<Path> segments = Files.list(node.data().resolve("binlog"))) {
      List<Path> found = segments.filter(file -> file.toString().endsWith(".log")).toList();
      assertEquals(1, found.size());
      return found.getFirst();
    }
  }

  private static void flipByte(Path file, long offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) ~one.get(0));
      channel.write(one.flip(), offset);
    }
  }
}
