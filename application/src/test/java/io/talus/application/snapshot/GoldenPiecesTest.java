package io.talus.application.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.log.ByteSink;
import io.talus.application.log.FormatException;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.domain.log.LogPosition;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of pieces: neighbouring versions send slots to each other. */
final class GoldenPiecesTest {
  private static final long STREAM = 0x1122334455667788L;
  private static final SlotState STATE =
      new SlotState(
          new SlotAddress(3, 1000, 2),
          new SlotStatus(new LogPosition(4, 300), 1_700_000_000_123L, 5, 1, 301),
          new Overwritten(6, 7));

  private static final String HEAD =
      "9fdfecf5010188776655443322110003e8070204ac02fbd095ffbc310501ad020607";
  private static final String PART = "4419067c01028877665544332211c801010203";
  private static final String LAST_PART = "024c012801038877665544332211c801010203";
  private static final String END = "eb9a917c01048877665544332211c9010908";

  private static byte[] head() {
    ByteSink sink = new ByteSink(64);
    StateCodec.write(STATE, sink);
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static Piece piece(Piece.Kind kind) {
    return switch (kind) {
      case HEAD -> new Piece(kind, STREAM, 0, head());
      case PART, LAST_PART -> new Piece(kind, STREAM, 200, new byte[] {1, 2, 3});
      case END -> new Piece(kind, STREAM, 201, new byte[] {9, 8});
    };
  }

  private static String golden(Piece.Kind kind) {
    return switch (kind) {
      case HEAD -> HEAD;
      case PART -> PART;
      case LAST_PART -> LAST_PART;
      case END -> END;
    };
  }

  @ParameterizedTest
  @EnumSource(Piece.Kind.class)
  void everyKindIsWrittenAsItAlwaysWas(Piece.Kind kind) {
    assertEquals(golden(kind), HexFormat.of().formatHex(piece(kind).encode()));
  }

  @ParameterizedTest
  @EnumSource(Piece.Kind.class)
  void everyKindIsReadAsItAlwaysWas(Piece.Kind kind) {
    Piece read = Piece.decode(HexFormat.of().parseHex(golden(kind)));

    assertEquals(kind, read.kind());
    assertEquals(STREAM, read.stream());
    assertEquals(piece(kind).number(), read.number());
    assertArrayEquals(piece(kind).payload(), read.payload());
  }

  @Test
  void theHeadIsReadAsItAlwaysWas() {
    assertEquals(STATE, StateCodec.read(Piece.decode(HexFormat.of().parseHex(HEAD)).payload()));
  }

  @Test
  void anyDamageIsNoticed() {
    byte[] sound = piece(Piece.Kind.PART).encode();
    for (int bit = 0; bit < sound.length * Byte.SIZE; bit++) {
      byte[] damaged = sound.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThrows(FormatException.class, () -> Piece.decode(damaged));
    }
    for (int length = 0; length < sound.length; length++) {
      byte[] torn = Arrays.copyOf(sound, length);
      assertThrows(FormatException.class, () -> Piece.decode(torn));
    }
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] bytes = piece(Piece.Kind.PART).encode();
    bytes[4] = 2;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 4, bytes.length - 4);
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (crc.getValue() >>> (8 * i));
    }

    assertEquals(
        "piece: version 2 (expected: 1)",
        assertThrows(FormatException.class, () -> Piece.decode(bytes)).getMessage());
  }

  @Test
  void aPieceIsNoLongerThanItMayBe() {
    byte[] payload = new byte[Piece.PAYLOAD_BYTES_MAX];
    byte[] bytes = new Piece(Piece.Kind.PART, STREAM, Long.MAX_VALUE, payload).encode();

    assertEquals(Piece.PAYLOAD_BYTES_MAX, Piece.decode(bytes).payload().length);
    assertThrows(FormatException.class, () -> Piece.decode(new byte[Piece.BYTES_MAX + 1]));
  }
}
