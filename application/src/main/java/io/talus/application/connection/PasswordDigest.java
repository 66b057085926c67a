package io.talus.application.connection;

import io.talus.domain.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a password. Comparing takes the same time wherever the difference is. */
final class PasswordDigest {
  private final byte[] digest;

  private PasswordDigest(byte[] digest) {
    this.digest = digest;
  }

  static PasswordDigest of(Bytes password) {
    try {
      return new PasswordDigest(MessageDigest.getInstance("SHA-256").digest(password.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean matches(PasswordDigest other) {
    return MessageDigest.isEqual(digest, other.digest);
  }

  /** As ACL LIST shows it. */
  String hex() {
    return HexFormat.of().formatHex(digest);
  }
}
