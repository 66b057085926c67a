package io.talus.bootstrap.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialFolderTest {
  private static final TrialSettings SETTINGS =
      new TrialSettings(3, 7000, 64, 3, "quorum", "512mb", "0123456789abcdef");

  @TempDir private Path dir;

  @Test
  void settingsAreFoundAgainAndNobodyElseReadsThem() throws IOException {
    TrialFolder folder = new TrialFolder(dir);

    folder.make();
    folder.save(SETTINGS);

    assertEquals(SETTINGS, new TrialFolder(dir).settings());
    assertEquals(2, Files.getPosixFilePermissions(dir.resolve("cluster.properties")).size());
  }

  @Test
  void aFolderWithOtherThingsIsLeftAlone() throws IOException {
    Files.writeString(dir.resolve("letter.txt"), "dear");

    TrialException refused = assertThrows(TrialException.class, new TrialFolder(dir)::make);

    assertTrue(refused.getMessage().contains("holds something else"), refused.getMessage());
  }

  @Test
  void aFolderWithoutAClusterIsNamed() {
    TrialException refused = assertThrows(TrialException.class, new TrialFolder(dir)::settings);

    assertTrue(refused.getMessage().startsWith(dir + ": no cluster is here"), refused.getMessage());
  }

  @Test
  void aDamagedFileIsNamedWithWhatIsWrong() throws IOException {
    Files.writeString(dir.resolve("cluster.properties"), "nodes=many");

    TrialException refused = assertThrows(TrialException.class, new TrialFolder(dir)::settings);

    assertTrue(
        refused.getMessage().endsWith("cluster.properties: nodes: 'many' (expected: a number)"),
        refused.getMessage());
  }

  @Test
  void settingsThatCannotBeAreRefusedWithTheOption() {
    assertRefused("--replicas 3", 2, 64, 3, "quorum");
    assertRefused("--slots 48", 3, 48, 3, "quorum");
    assertRefused("--nodes 10", 10, 64, 3, "quorum");
    assertRefused("--consistency often", 3, 64, 3, "often");
    assertThrows(TrialException.class, () -> new TrialPorts(65_535));
  }

  private static void assertRefused(
      String beginning, int nodes, int slots, int replicas, String consistency) {
    TrialException refused =
        assertThrows(
            TrialException.class,
            () -> new TrialSettings(nodes, 7000, slots, replicas, consistency, "1gb", "s"));
    assertTrue(refused.getMessage().startsWith(beginning), refused.getMessage());
  }

  @Test
  void aProcessThatHasTheNumberOfAnotherIsNotOurs() throws IOException {
    TrialProcess process = new TrialProcess(new TrialFolder(dir), "node1");
    long pid = ProcessHandle.current().pid();
    Instant started = ProcessHandle.current().info().startInstant().orElseThrow();

    Files.writeString(dir.resolve("node1.pid"), pid + " " + started.toEpochMilli() + "\n");
    assertTrue(process.isAlive());

    Files.writeString(dir.resolve("node1.pid"), pid + " " + (started.toEpochMilli() - 10) + "\n");
    assertFalse(process.isAlive());
  }

  @Test
  void twoCommandsDoNotWorkOnAClusterAtOnce() throws IOException {
    try (FileLock _ = new TrialFolder(dir).lock()) {
      assertThrows(
          TrialException.class,
          () -> {
            try (FileLock second = new TrialFolder(dir).lock()) {
              assertFalse(second.isValid());
            }
          });
    }
  }

  @Test
  void portsThatAreTakenAreNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertTrue(TrialPorts.isTaken(other.getLocalPort()));
    }
  }

  @Test
  void withoutEtcdThePackageIsNamed() {
    TrialException refused =
        assertThrows(TrialException.class, () -> EtcdMember.requireProgram(dir.toString()));

    assertTrue(refused.getMessage().contains("apt-get install etcd-server"), refused.getMessage());
  }
}
