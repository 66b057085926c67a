package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.port.ClientLimits;
import io.talus.testkit.tls.Certificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients are told apart by the port at which they came in. */
final class ClusterPortTest {
  @TempDir private Path folder;

  private static RespSettings settings(int port, int clusterPort) {
    return settings(port, clusterPort, null);
  }

  private static RespSettings settings(int port, int clusterPort, @Nullable ServerTls tls) {
    return new RespSettings(
        List.of("127.0.0.1"),
        port,
        0,
        clusterPort,
        tls != null,
        tls,
        null,
        0,
        511,
        0,
        1,
        new ClientMemory(TestServer.BYTES_MAX, TestServer.BYTES_MAX, TestServer.BYTES_MAX),
        true);
  }

  @Test
  void whoComesInAtTheClusterPortKnowsRedisCluster() {
    RespSettings both = settings(RespSettings.ANY_PORT, RespSettings.ANY_PORT);
    try (TestServer server = new TestServer(both, ClientLimits.DEFAULT)) {
      assertNotEquals(server.ports.port(), server.ports.clusterPort());
      try (RawClient plain = RawClient.connect(server.ports.port());
          RawClient cluster = RawClient.connect(server.ports.clusterPort())) {
        plain.send("DOOR\r\n");
        cluster.send("DOOR\r\n");

        assertEquals("+any key\r\n", plain.receive(10));
        assertEquals("+redis cluster\r\n", cluster.receive(16));
      }
    }
  }

  @Test
  void clusterPortMaySpeakTls() throws IOException, InterruptedException, GeneralSecurityException {
    Certificate certificate = Certificate.create(folder, "server");
    ServerTls tls =
        new ServerTls(
            certificate.certificate(),
            certificate.key(),
            null,
            ServerTls.ClientCertificate.IGNORED,
            Set.of());
    RespSettings both = settings(RespSettings.ANY_PORT, RespSettings.ANY_PORT, tls);
    try (TestServer server = new TestServer(both, ClientLimits.DEFAULT);
        RawClient plain = RawClient.connect(server.ports.port());
        RawClient cluster =
            new RawClient(
                certificate
                    .anonymousClientContext()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), server.ports.clusterPort()))) {
      plain.send("DOOR\r\n");
      cluster.send("DOOR\r\n");

      assertEquals("+any key\r\n", plain.receive(10));
      assertEquals("+redis cluster\r\n", cluster.receive(16));
    }
  }

  @Test
  void clusterPortIsNoOtherPort() {
    assertThrows(IllegalArgumentException.class, () -> settings(7000, 7000));
    assertEquals(7001, settings(7000, 7001).clusterPort());
  }
}
