package io.talus.application.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.log.FormatException;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SnapshotHeadTest {
  private static final SnapshotHead HEAD =
      new SnapshotHead(
          7,
          new LogPosition(5, 300),
          new Membership(
              List.of(new MemberId(1, 1), new MemberId(2, 3)), List.of(new MemberId(3, 1))),
          List.of(new EpochRun(2, 4, 90), new EpochRun(5, 91, 310)),
          Optional.empty());

  private static final SnapshotHead DIVERGED =
      new SnapshotHead(
          HEAD.epoch(),
          HEAD.position(),
          HEAD.membership(),
          List.of(),
          Optional.of(new LogPosition(6, 310)));

  @Test
  void whatIsEncodedIsDecoded() {
    assertEquals(HEAD, SnapshotHead.decode(HEAD.encode()));
    assertEquals(DIVERGED, SnapshotHead.decode(DIVERGED.encode()));
  }

  @Test
  void whatIsTooShortOrTooLongIsRefused() {
    requireExactLength(HEAD.encode());
    requireExactLength(DIVERGED.encode());
  }

  private static void requireExactLength(byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(FormatException.class, () -> SnapshotHead.decode(cut));
    }
    assertThrows(
        FormatException.class, () -> SnapshotHead.decode(Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] bytes = HEAD.encode();
    bytes[0] = 3;

    assertThrows(FormatException.class, () -> SnapshotHead.decode(bytes));
  }
}
