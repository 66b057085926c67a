package io.talus.adapters.replication.handshake;

import io.talus.adapters.replication.frame.FrameKind;
import io.talus.adapters.replication.wire.Challenge;
import io.talus.adapters.replication.wire.HandshakeMapping;
import io.talus.adapters.replication.wire.PeerHello;
import io.talus.adapters.replication.wire.Proven;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The side that has made the connection. */
public final class Dialing implements Handshake {
  private final Identity self;
  private final int node;
  private final ClusterSecret secret;
  private final byte[] hello;

  /** What the other side has answered; null before. */
  private byte @Nullable [] challenge;

  private @Nullable Agreement agreement;
  private boolean welcome;

  /**
   * Nothing has been said.
   *
   * @param node who is expected to answer
   */
  public Dialing(Identity self, int node, ClusterSecret secret, SecureRandom random) {
    this.self = self;
    this.node = node;
    this.secret = secret;
    byte[] nonce = new byte[ClusterSecret.NONCE_BYTES];
    random.nextBytes(nonce);
    this.hello =
        HandshakeMapping.encode(
            new PeerHello(
                self.versions().oldest(),
                self.versions().newest(),
                self.cluster(),
                self.node(),
                node,
                self.featureLevel(),
                nonce));
  }

  @Override
  public Optional<HandshakeStep> begin() {
    return Optional.of(
        HandshakeSteps.of(FrameKind.HELLO, hello, secret.proof(HandshakeSteps.HELLO, hello)));
  }

  @Override
  public Optional<HandshakeStep> received(HandshakeStep step) {
    byte[] answered = challenge;
    if (answered == null) {
      return Optional.of(answer(HandshakeSteps.expect(FrameKind.CHALLENGE, step)));
    }
    Proven last = HandshakeSteps.expect(FrameKind.WELCOME, step);
    secret.check(last.proof(), HandshakeSteps.WELCOME, hello, answered, last.content());
    welcome = true;
    return Optional.empty();
  }

  private HandshakeStep answer(Proven step) {
    secret.check(step.proof(), HandshakeSteps.CHALLENGE, hello, step.content());
    Challenge asked = HandshakeSteps.parse(step.content(), HandshakeMapping::challenge);
    HandshakeSteps.requireNonce(asked.nonce());
    if (!self.versions().contains(asked.version())) {
      throw new RefusedException(
          "it chose version %d of the protocol (expected: one of %d..%d)"
              .formatted(asked.version(), self.versions().oldest(), self.versions().newest()));
    }
    challenge = step.content();
    agreement = new Agreement(node, asked.version(), self.commonFeatureLevel(asked.featureLevel()));
    return HandshakeSteps.of(
        FrameKind.PROOF,
        HandshakeSteps.NOTHING,
        secret.proof(HandshakeSteps.PROOF, hello, step.content(), HandshakeSteps.NOTHING));
  }

  @Override
  public Optional<Agreement> agreement() {
    return welcome ? Optional.ofNullable(agreement) : Optional.empty();
  }
}
