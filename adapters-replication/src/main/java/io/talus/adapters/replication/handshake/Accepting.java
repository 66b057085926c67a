package io.talus.adapters.replication.handshake;

import io.talus.adapters.replication.frame.FrameKind;
import io.talus.adapters.replication.wire.Challenge;
import io.talus.adapters.replication.wire.HandshakeMapping;
import io.talus.adapters.replication.wire.PeerHello;
import io.talus.adapters.replication.wire.Proven;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The side that was connected to. It says nothing before the other one has shown that it knows the
 * secret, or has seen a node say hello; and no more than a challenge before it has shown the first.
 */
public final class Accepting implements Handshake {
  private final Identity self;
  private final IntPredicate dials;
  private final ClusterSecret secret;
  private final byte[] nonce = new byte[ClusterSecret.NONCE_BYTES];

  private byte @Nullable [] hello;
  private byte[] challenge = HandshakeSteps.NOTHING;
  private @Nullable Agreement agreement;
  private boolean proven;

  /**
   * Nothing has been said.
   *
   * @param dials whether a node is one that connects to this one
   */
  public Accepting(Identity self, IntPredicate dials, ClusterSecret secret, SecureRandom random) {
    this.self = self;
    this.dials = dials;
    this.secret = secret;
    random.nextBytes(nonce);
  }

  @Override
  public Optional<HandshakeStep> begin() {
    return Optional.empty();
  }

  @Override
  public Optional<HandshakeStep> received(HandshakeStep step) {
    byte[] asked = hello;
    if (asked == null) {
      return Optional.of(answer(HandshakeSteps.expect(FrameKind.HELLO, step)));
    }
    Proven last = HandshakeSteps.expect(FrameKind.PROOF, step);
    secret.check(last.proof(), HandshakeSteps.PROOF, asked, challenge, last.content());
    proven = true;
    return Optional.of(
        HandshakeSteps.of(
            FrameKind.WELCOME,
            HandshakeSteps.NOTHING,
            secret.proof(HandshakeSteps.WELCOME, asked, challenge, HandshakeSteps.NOTHING)));
  }

  private HandshakeStep answer(Proven step) {
    secret.check(step.proof(), HandshakeSteps.HELLO, step.content());
    PeerHello asked = HandshakeSteps.parse(step.content(), HandshakeMapping::hello);
    HandshakeSteps.requireNonce(asked.nonce());
    checkNames(asked);
    int version =
        self.versions()
            .agreeOn(VersionRange.announced(asked.oldestVersion(), asked.newestVersion()));
    hello = step.content();
    challenge = HandshakeMapping.encode(new Challenge(version, self.featureLevel(), nonce));
    agreement = new Agreement(asked.from(), version, self.commonFeatureLevel(asked.featureLevel()));
    return HandshakeSteps.of(
        FrameKind.CHALLENGE,
        challenge,
        secret.proof(HandshakeSteps.CHALLENGE, step.content(), challenge));
  }

  private void checkNames(PeerHello asked) {
    if (!asked.cluster().equals(self.cluster())) {
      throw new RefusedException(
          "it is of cluster %s (expected: %s)".formatted(asked.cluster(), self.cluster()));
    }
    if (asked.to() != self.node()) {
      throw new RefusedException(
          "it looks for node %d (expected: %d)".formatted(asked.to(), self.node()));
    }
    if (!dials.test(asked.from())) {
      throw new RefusedException("it is node " + asked.from() + ", from which no call is expected");
    }
  }

  @Override
  public Optional<Agreement> agreement() {
    return proven ? Optional.ofNullable(agreement) : Optional.empty();
  }
}
