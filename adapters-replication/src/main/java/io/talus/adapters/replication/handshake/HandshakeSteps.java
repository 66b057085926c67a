package io.talus.adapters.replication.handshake;

import io.talus.adapters.replication.frame.FrameKind;
import io.talus.adapters.replication.wire.HandshakeMapping;
import io.talus.adapters.replication.wire.MalformedMessageException;
import io.talus.adapters.replication.wire.Proven;
import java.util.function.Function;

/** What both sides of a handshake do alike. */
final class HandshakeSteps {
  static final String HELLO = "talus hello";
  static final String CHALLENGE = "talus challenge";
  static final String PROOF = "talus proof";
  static final String WELCOME = "talus welcome";

  static final byte[] NOTHING = {};

  private HandshakeSteps() {}

  static HandshakeStep of(FrameKind kind, byte[] content, byte[] proof) {
    return new HandshakeStep(kind, HandshakeMapping.encode(new Proven(content, proof)));
  }

  static Proven expect(FrameKind kind, HandshakeStep step) {
    if (step.kind() != kind) {
      throw new RefusedException("it sent " + step.kind() + " (expected: " + kind + ")");
    }
    return parse(step.content(), HandshakeMapping::proven);
  }

  static <T> T parse(byte[] bytes, Function<byte[], T> parser) {
    try {
      return parser.apply(bytes);
    } catch (MalformedMessageException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
  }

  static byte[] requireNonce(byte[] nonce) {
    if (nonce.length != ClusterSecret.NONCE_BYTES) {
      throw new RefusedException(
          "nonce: %d bytes (expected: %d)".formatted(nonce.length, ClusterSecret.NONCE_BYTES));
    }
    return nonce;
  }
}
