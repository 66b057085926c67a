package io.talus.domain.table;

import io.talus.domain.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a password, as Redis's ACL keeps it. Comparing takes the same time wherever the
 * difference is.
 */
public final class PasswordDigest {
  private static final int BYTES = 32;

  private final byte[] digest;

  private PasswordDigest(byte[] digest) {
    this.digest = digest;
  }

  public static PasswordDigest of(Bytes password) {
    try {
      return new PasswordDigest(MessageDigest.getInstance("SHA-256").digest(password.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What {@link #hex} gave. */
  public static PasswordDigest ofHex(String hex) {
    byte[] digest = HexFormat.of().parseHex(hex);
    if (digest.length != BYTES) {
      throw new IllegalArgumentException(
          "digest of %d bytes (expected: %d)".formatted(digest.length, BYTES));
    }
    return new PasswordDigest(digest);
  }

  public boolean matches(PasswordDigest other) {
    return MessageDigest.isEqual(digest, other.digest);
  }

  /** 64 hexadecimal digits, as ACL LIST shows them. */
  public String hex() {
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PasswordDigest that && matches(that);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** Nothing of it: it may end up in a message. */
  @Override
  public String toString() {
    return "PasswordDigest";
  }
}
