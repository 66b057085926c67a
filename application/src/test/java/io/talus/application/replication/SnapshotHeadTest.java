package io.talus.application.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.log.FormatException;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SnapshotHeadTest {
  private static final SnapshotHead HEAD =
      new SnapshotHead(
          7,
          new LogPosition(5, 300),
          new Membership(
              List.of(new MemberId(1, 1), new MemberId(2, 3)), List.of(new MemberId(3, 1))));

  @Test
  void whatIsEncodedIsDecoded() {
    assertEquals(HEAD, SnapshotHead.decode(HEAD.encode()));
  }

  @Test
  void whatIsTooShortOrTooLongIsRefused() {
    byte[] bytes = HEAD.encode();

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
    bytes[0]++;

    assertThrows(FormatException.class, () -> SnapshotHead.decode(bytes));
  }
}
