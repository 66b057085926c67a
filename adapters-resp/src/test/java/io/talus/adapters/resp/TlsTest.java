package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.adapters.resp.ServerTls.ClientCertificate;
import io.talus.application.port.ClientLimits;
import io.talus.testkit.tls.Certificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TlsTest {
  @TempDir private static Path folder;
  private static Certificate ofServer;
  private static Certificate ofClient;

  @BeforeAll
  static void makeCertificates()
      throws IOException, InterruptedException, GeneralSecurityException {
    ofServer = Certificate.create(folder, "server");
    ofClient = Certificate.create(folder, "client");
  }

  @Test
  void commandsMayComeEncrypted() throws IOException, GeneralSecurityException {
    int commands = 20_000;
    try (TestServer server = server(ClientCertificate.IGNORED, Set.of());
        RawClient client = connect(server, ofServer.anonymousClientContext())) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> client.send("SET key value\r\n".repeat(commands)));

      assertEquals("+OK\r\n".repeat(commands), client.receive(5 * commands));
      sent.join();
    }
  }

  @Test
  void largeRepliesMayLeaveEncrypted() throws IOException, GeneralSecurityException {
    try (TestServer server = server(ClientCertificate.IGNORED, Set.of());
        RawClient client = connect(server, ofServer.anonymousClientContext())) {
      client.send("BIG 20000000\r\nPING\r\n");

      assertEquals("$20000000\r\n", client.receive(11));
      assertEquals(20_000_002, client.skip(20_000_002));
      assertEquals("+PONG\r\n", client.receive(7));
    }
  }

  @Test
  void aCertificateMayBeDemanded() throws IOException, GeneralSecurityException {
    try (TestServer server = server(ClientCertificate.REQUIRED, Set.of())) {
      try (RawClient known = connect(server, ofClient.clientContext(ofServer))) {
        known.send("PING\r\n");
        assertEquals("+PONG\r\n", known.receive(7));
      }
      assertThrows(
          IOException.class,
          () -> {
            try (RawClient unknown = connect(server, ofServer.anonymousClientContext())) {
              unknown.sendOrThrow(new byte[] {'P', 'I', 'N', 'G', '\n'});
              unknown.receiveOrThrow(7);
            }
          });
    }
  }

  @Test
  void aCertificateMayBeLeftOut() throws IOException, GeneralSecurityException {
    try (TestServer server = server(ClientCertificate.OPTIONAL, Set.of());
        RawClient client = connect(server, ofServer.anonymousClientContext())) {
      client.send("PING\r\n");

      assertEquals("+PONG\r\n", client.receive(7));
    }
  }

  @Test
  void protocolsMayBeChosen() throws IOException, GeneralSecurityException {
    try (TestServer server = server(ClientCertificate.IGNORED, Set.of("TLSv1.2"))) {
      SSLSocket socket = open(server, ofServer.anonymousClientContext());
      try (RawClient client = new RawClient(socket)) {
        client.send("PING\r\n");

        assertEquals("+PONG\r\n", client.receive(7));
        assertEquals("TLSv1.2", socket.getSession().getProtocol());
      }
    }
  }

  @Test
  void whoDoesNotSpeakTlsIsClosed() throws IOException {
    try (TestServer server = server(ClientCertificate.IGNORED, Set.of());
        RawClient client = RawClient.connect(server.ports.tlsPort())) {
      client.send("PING\r\nPING\r\nPING\r\n");

      // An alert of TLS, and no reply.
      assertEquals(-1, client.receiveAll().indexOf("PONG"));
    }
  }

  private static TestServer server(ClientCertificate clients, Set<String> protocols) {
    ServerTls tls =
        new ServerTls(
            ofServer.certificate(), ofServer.key(), ofClient.certificate(), clients, protocols);
    return new TestServer(
        TestServer.settings(RespSettings.ANY_PORT, tls, null), ClientLimits.DEFAULT);
  }

  private static RawClient connect(TestServer server, SSLContext context) throws IOException {
    return new RawClient(open(server, context));
  }

  private static SSLSocket open(TestServer server, SSLContext context) throws IOException {
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.ports.tlsPort());
  }
}
