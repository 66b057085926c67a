package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.peer.PeerMessage.Call;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.testkit.Seeds;
import io.talus.testkit.peer.PeerNode;
import io.talus.testkit.tls.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class PeerTlsTest {
  @TempDir private static Path folder;
  private static Certificate ofOne;
  private static Certificate ofTwo;
  private static Certificate ofStranger;

  @BeforeAll
  static void makeCertificates()
      throws IOException, InterruptedException, GeneralSecurityException {
    ofOne = Certificate.create(folder, "one");
    ofTwo = Certificate.create(folder, "two");
    ofStranger = Certificate.create(folder, "stranger");
  }

  /** A node that shows the certificate, and believes in these. */
  private static PeerSettings settings(int node, Certificate shown, Path believed) {
    return TestNodes.with(
        TestNodes.with(TestNodes.settings(node), TestNodes.QUICK),
        new PeerTls(shown.certificate(), shown.key(), believed));
  }

  private static Path believed(String name, Certificate... certificates) throws IOException {
    Path file = folder.resolve(name);
    StringBuilder all = new StringBuilder();
    for (Certificate certificate : certificates) {
      all.append(Files.readString(certificate.certificate()));
    }
    return Files.writeString(file, all);
  }

  @Test
  void nodesThatBelieveEachOtherSpeakEncrypted() throws IOException {
    Path both = believed("both.crt", ofOne, ofTwo);
    try (PeerNode one = TestNodes.start(settings(1, ofOne, both));
        PeerNode two = TestNodes.start(settings(2, ofTwo, both))) {
      two.knows(one);
      one.knows(two);
      one.awaitConnected(two);
      two.awaitConnected(one);

      assertTrue(one.send(2, new Call(1, new byte[10_000_000])));
      assertTrue(two.send(1, new Call(2, new byte[10_000_000])));

      two.witness().await("the call", seen -> seen.from(1).size() == 1);
      one.witness().await("the call", seen -> seen.from(2).size() == 1);
    }
  }

  @Test
  void whoShowsNoCertificateGetsNothing() throws IOException, GeneralSecurityException {
    try (PeerNode two = TestNodes.start(settings(2, ofTwo, believed("one.pem", ofOne)));
        SSLSocket stranger = open(two.address(), ofTwo.anonymousClientContext())) {
      assertEquals(0, receive(stranger));
    }
  }

  private static SSLSocket open(PeerAddress address, SSLContext context) throws IOException {
    return (SSLSocket) context.getSocketFactory().createSocket(address.host(), address.port());
  }

  private static int receive(SSLSocket stranger) {
    try {
      return stranger.getInputStream().readAllBytes().length;
    } catch (IOException refused) {
      return 0;
    }
  }

  @Test
  void whoShowsAnUnknownCertificateIsRefused() throws IOException {
    StrangersTest.assertNeverConnected(
        settings(1, ofStranger, believed("two.pem", ofTwo)),
        settings(2, ofTwo, believed("one.pem", ofOne)));
  }

  @Test
  void whoConnectsDoesNotBelieveAnybodyEither() throws IOException {
    StrangersTest.assertNeverConnected(
        settings(1, ofOne, believed("two.pem", ofTwo)),
        settings(2, ofStranger, believed("one.pem", ofOne)));
  }

  @Test
  void nodeWithoutTlsIsRefused() throws IOException {
    StrangersTest.assertNeverConnected(
        TestNodes.with(TestNodes.settings(1), TestNodes.QUICK),
        settings(2, ofTwo, believed("one.pem", ofOne)));
  }

  @Test
  void filesMayBeReplacedWhileTheNodeRuns() throws IOException {
    Path believed = believed("changing.pem", ofStranger);
    try (PeerNode one = TestNodes.start(settings(1, ofOne, believed("two.pem", ofTwo)));
        PeerNode two = TestNodes.start(settings(2, ofTwo, believed));
        TestProxy proxy = new TestProxy(two.address(), Seeds.first())) {
      two.knows(one);
      one.knows(2, proxy.address());
      proxy.awaitAttempts(2);
      assertEquals(0, one.witness().connections(2));

      believed("changing.pem", ofOne);
      ((VertxPeerNetwork) two.network()).reloadTls();

      one.awaitConnected(two);
    }
  }
}
