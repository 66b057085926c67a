package io.talus.domain.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import org.junit.jupiter.api.Test;

final class PasswordDigestTest {
  private static final PasswordDigest ABC = PasswordDigest.of(Bytes.of("abc"));

  /** FIPS 180-2, appendix B.1. */
  @Test
  void isTheSha256OfThePassword() {
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ABC.hex());
  }

  @Test
  void matchesItsPasswordAlone() {
    assertTrue(ABC.matches(PasswordDigest.of(Bytes.of("abc"))));
    assertFalse(ABC.matches(PasswordDigest.of(Bytes.of("abd"))));
  }

  @Test
  void comesBackFromItsText() {
    assertEquals(ABC, PasswordDigest.ofHex(ABC.hex()));
    assertThrows(IllegalArgumentException.class, () -> PasswordDigest.ofHex("ba78"));
    assertThrows(IllegalArgumentException.class, () -> PasswordDigest.ofHex("x".repeat(64)));
  }

  @Test
  void isNotShownByChance() {
    assertFalse(ABC.toString().contains("ba"));
  }
}
