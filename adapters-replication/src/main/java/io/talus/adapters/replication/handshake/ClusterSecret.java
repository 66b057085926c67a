package io.talus.adapters.replication.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What all nodes of a cluster know, and nobody else. It never travels. */
public final class ClusterSecret {
  /** Who listens to a handshake can try secrets out: what is shorter is soon found. */
  public static final int LENGTH_MIN = 16;

  static final int NONCE_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** The secret as an operator wrote it. */
  public ClusterSecret(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "the cluster's secret has %d bytes (expected: %d or more)"
              .formatted(bytes.length, LENGTH_MIN));
    }
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * A proof that its maker knows the secret.
   *
   * @param step of the handshake: no proof is good for another one
   * @param contents of this step and of those before it
   */
  byte[] proof(String step, byte[]... contents) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      add(mac, step.getBytes(StandardCharsets.US_ASCII));
      for (byte[] content : contents) {
        add(mac, content);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is in every JDK", e);
    }
  }

  /** With its length, so that nothing moves from one part to the next. */
  private static void add(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    mac.update(part);
  }

  /** Refuses who does not know the secret. */
  void check(byte[] proof, String step, byte[]... contents) {
    if (!MessageDigest.isEqual(proof, proof(step, contents))) {
      throw new RefusedException("it does not know the cluster's secret");
    }
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
