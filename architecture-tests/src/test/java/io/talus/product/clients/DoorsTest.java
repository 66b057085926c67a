package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Node;
import io.talus.product.node.Tool;
import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** The ways in: passwords, TLS, a unix socket; and in again after a restart. */
final class DoorsTest {
  @TempDir private static Path dir;
  private static Node node;
  private static int tlsPort;
  private static Path socket;

  @BeforeAll
  static void start() throws Exception {
    makeCertificate();
    tlsPort = RunningServer.freePort();
    socket = dir.resolve("talus.sock");
    node =
        Node.in(
            dir,
            "--requirepass",
            "secret",
            "--table-password",
            "5",
            "five",
            "--unixsocket",
            socket.toString(),
            "--tls-port",
            Integer.toString(tlsPort),
            "--tls-cert-file",
            dir.resolve("certificate.pem").toString(),
            "--tls-key-file",
            dir.resolve("key.pem").toString(),
            "--tls-auth-clients",
            "no");
    node.start();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  private static void makeCertificate() throws Exception {
    Tool made =
        Tool.run(
            dir,
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                "key.pem",
                "-out",
                "certificate.pem"));
    assertEquals(0, made.code(), made.output());
    importCertificate();
  }

  private static void importCertificate() throws Exception {
    Tool imported =
        Tool.run(
            dir,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importcert",
                "-noprompt",
                "-alias",
                "talus",
                "-file",
                "certificate.pem",
                "-keystore",
                "trusted.p12",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
    assertEquals(0, imported.code(), imported.output());
  }

  private static DefaultJedisClientConfig.Builder settings() {
    return DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).timeoutMillis(30_000);
  }

  @Test
  void passwordOpensTheNode() {
    try (Jedis jedis = new Jedis("localhost", node.port(), settings().password("secret").build())) {
      assertEquals("OK", jedis.set("key", "value"));
    }
    try (Jedis jedis = new Jedis("localhost", node.port(), settings().build())) {
      assertThrows(JedisDataException.class, () -> jedis.get("key"));
      assertEquals("OK", jedis.auth("secret"));
      assertEquals("value", jedis.get("key"));
    }
  }

  @Test
  void tableAndPasswordOpenTheTable() {
    try (Jedis jedis =
        new Jedis(
            "localhost", node.port(), settings().resp3().user("5").password("five").build())) {
      assertEquals("OK", jedis.set("key", "in five"));
      assertTrue(jedis.clientInfo().contains(" db=5 "), jedis.clientInfo());
    }
  }

  @Test
  void tlsIsSpokenWithThoseWhoTrustTheCertificate() {
    SslOptions trusted =
        SslOptions.builder()
            .truststore(dir.resolve("trusted.p12").toFile(), "changeit".toCharArray())
            .trustStoreType("PKCS12")
            .build();
    try (Jedis jedis =
        new Jedis(
            "localhost", tlsPort, settings().sslOptions(trusted).password("secret").build())) {
      assertEquals("OK", jedis.set("tls", "x".repeat(1_000_000)));
      assertEquals(1_000_000, jedis.get("tls").length());
    }
    assertThrows(
        JedisException.class,
        () ->
            new Jedis(
                "localhost",
                tlsPort,
                settings().sslOptions(SslOptions.defaults()).password("secret").build()));
  }

  @Test
  void unixSocketIsADoorToo() throws Exception {
    assertTrue(Files.exists(socket));
    List<String> words =
        List.of("redis-cli", "-s", socket.toString(), "--no-auth-warning", "-a", "secret", "PING");

    assertEquals("PONG\n", Tool.run(dir, words).output());
  }
}
