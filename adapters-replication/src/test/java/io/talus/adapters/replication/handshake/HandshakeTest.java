package io.talus.adapters.replication.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.replication.frame.FrameKind;
import io.talus.testkit.Seeds;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
  private static final ClusterSecret SECRET = new ClusterSecret("0123456789abcdef");
  private static final VersionRange ONE = new VersionRange(1, 1);

  private static SecureRandom random() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Identity node(int node) {
    return new Identity("c", node, ONE, node);
  }

  private static Dialing dialing(Identity self, int to) {
    return new Dialing(self, to, SECRET, random());
  }

  private static Accepting accepting(Identity self) {
    return new Accepting(self, node -> node == 1, SECRET, random());
  }

  /** Lets both speak until one has nothing to say. */
  private static void converse(Handshake dialing, Handshake accepting) {
    Optional<HandshakeStep> step = dialing.begin();
    Handshake listener = accepting;
    while (step.isPresent()) {
      step = listener.received(step.get());
      listener = listener == accepting ? dialing : accepting;
    }
  }

  private static String refusal(Handshake dialing, Handshake accepting) {
    return assertThrows(RefusedException.class, () -> converse(dialing, accepting)).getMessage();
  }

  @Test
  void bothAgree() {
    Dialing one = dialing(node(1), 2);
    Accepting two = accepting(node(2));

    converse(one, two);

    assertEquals(Optional.of(new Agreement(2, 1, 1)), one.agreement());
    assertEquals(Optional.of(new Agreement(1, 1, 1)), two.agreement());
  }

  @Test
  void whoDoesNotKnowTheSecretGetsNoAnswer() {
    Dialing stranger = new Dialing(node(1), 2, new ClusterSecret("0123456789abcdeF"), random());
    Accepting two = accepting(node(2));

    assertEquals("it does not know the cluster's secret", refusal(stranger, two));
    assertEquals(Optional.empty(), two.agreement());
  }

  @Test
  void whoAnswersHasToKnowTheSecret() {
    Dialing one = dialing(node(1), 2);
    Accepting two = accepting(node(2));
    HandshakeStep challenge = two.received(one.begin().orElseThrow()).orElseThrow();
    byte[] changed = challenge.content().clone();
    changed[changed.length - 1]++;

    assertThrows(
        RefusedException.class,
        () -> one.received(new HandshakeStep(FrameKind.CHALLENGE, changed)));
    assertEquals(Optional.empty(), one.agreement());
  }

  @Test
  void helloThatSomebodyHasHeardIsNoProof() {
    Dialing one = dialing(node(1), 2);
    HandshakeStep heard = one.begin().orElseThrow();
    Accepting first = accepting(node(2));
    HandshakeStep proof = one.received(first.received(heard).orElseThrow()).orElseThrow();
    Accepting second = accepting(node(2));

    assertTrue(second.received(heard).isPresent());

    assertThrows(RefusedException.class, () -> second.received(proof));
    assertEquals(Optional.empty(), second.agreement());
  }

  @Test
  void aStepIsNotGoodForAnother() {
    Accepting two = accepting(node(2));
    Dialing one = dialing(node(1), 2);
    HandshakeStep hello = one.begin().orElseThrow();
    HandshakeStep challenge = two.received(hello).orElseThrow();

    assertThrows(
        RefusedException.class,
        () -> two.received(new HandshakeStep(FrameKind.PROOF, challenge.content())));
    assertThrows(RefusedException.class, () -> two.received(hello));
  }

  @Test
  void otherClustersAreRefused() {
    Dialing other = dialing(new Identity("other", 1, ONE, 1), 2);

    assertEquals("it is of cluster other (expected: c)", refusal(other, accepting(node(2))));
  }

  @Test
  void whoLooksForAnotherNodeIsRefused() {
    assertEquals(
        "it looks for node 3 (expected: 2)", refusal(dialing(node(1), 3), accepting(node(2))));
  }

  @Test
  void unknownNodesAreRefused() {
    assertEquals(
        "it is node 4, from which no call is expected",
        refusal(dialing(node(4), 2), accepting(node(2))));
  }

  @Test
  void neighbouringVersionsSpeakTheOlderOne() {
    Dialing old = dialing(new Identity("c", 1, new VersionRange(3, 4), 7), 2);
    Accepting young = accepting(new Identity("c", 2, new VersionRange(4, 5), 9));

    converse(old, young);

    assertEquals(Optional.of(new Agreement(2, 4, 7)), old.agreement());
    assertEquals(Optional.of(new Agreement(1, 4, 7)), young.agreement());
  }

  @Test
  void distantVersionsAreRefused() {
    Dialing old = dialing(new Identity("c", 1, new VersionRange(2, 3), 1), 2);
    Accepting young = accepting(new Identity("c", 2, new VersionRange(4, 5), 1));

    assertEquals(
        "it speaks versions 2..3 of the protocol (expected: one of 4..5)", refusal(old, young));
  }

  @Test
  void anythingElseIsRefused() {
    Seeds.each(200, HandshakeTest::refusesGarbage);
  }

  private static void refusesGarbage(RandomGenerator random) {
    FrameKind[] kinds = FrameKind.values();
    byte[] garbage = new byte[random.nextInt(200)];
    random.nextBytes(garbage);
    HandshakeStep step = new HandshakeStep(kinds[random.nextInt(kinds.length)], garbage);
    Dialing one = dialing(node(1), 2);
    one.begin();

    assertThrows(RefusedException.class, () -> accepting(node(2)).received(step));
    assertThrows(RefusedException.class, () -> one.received(step));
  }

  @Test
  void secretsHaveALength() {
    assertThrows(IllegalArgumentException.class, () -> new ClusterSecret("0123456789abcde"));
    assertEquals("(secret)", SECRET.toString());
  }
}
