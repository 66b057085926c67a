package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.log.LogNote.EpochEntered;
import io.talus.application.log.LogNote.Members;
import io.talus.application.log.LogNote.Replica;
import io.talus.application.log.LogNote.Replica.Reason;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every kind of note: logs that were written once must be read for ever. */
final class NoteCodecTest {
  private static final SlotId SLOT = new SlotId(3, 1000);
  private static final LogPosition POSITION = new LogPosition(2, 300);
  private static final MemberId MEMBER = new MemberId(4, 2);
  private static final Membership MEMBERS =
      new Membership(List.of(MemberId.on(1), MEMBER), List.of(MemberId.on(9)));

  static Stream<Arguments> notes() {
    return Stream.of(
        Arguments.of(new TailCut(SLOT, POSITION), "0b000080e4ad3f800103e80702ac02"),
        Arguments.of(
            new EpochEntered(SLOT, MEMBER, 7, Optional.of(MemberId.on(1))),
            "0e0000808a28b28a0203e807040207010101"),
        Arguments.of(
            new EpochEntered(SLOT, MEMBER, 7, Optional.empty()),
            "0c000080cc7bfdb70203e80704020700"),
        Arguments.of(
            new Members(SLOT, POSITION, MEMBERS), "13000080681632540303e80702ac020201010402010901"),
        Arguments.of(
            replica(Reason.BEGINS), "1a000080880e37070403e80704020701040202ac02020101040201090100"),
        Arguments.of(
            replica(Reason.RESTATED),
            "1a0000808b8d5cf50403e80704020701040202ac02020101040201090101"),
        Arguments.of(
            replica(Reason.INSTALLS),
            "1a0000807f7e0ce60403e80704020701040202ac02020101040201090102"),
        Arguments.of(
            replica(Reason.ENDS), "1a0000807cfd67140403e80704020701040202ac02020101040201090103"),
        Arguments.of(
            replica(Reason.RESTATED, List.of(new EpochRun(1, 1, 200), new EpochRun(2, 201, 300))),
            "240000803dd8811c0403e80704020701040202ac02020101040201090101020101c80102c901ac02"));
  }

  private static Replica replica(Reason reason) {
    return replica(reason, List.of());
  }

  private static Replica replica(Reason reason, List<EpochRun> history) {
    return new Replica(SLOT, MEMBER, 7, Optional.of(MEMBER), POSITION, MEMBERS, history, reason);
  }

  @ParameterizedTest
  @MethodSource("notes")
  void aNoteIsWrittenAsEver(LogNote note, String bytes) {
    assertEquals(bytes, HexFormat.of().formatHex(encoded(note)));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void aNoteIsReadAsItWasWritten(LogNote note) {
    byte[] bytes = encoded(note);

    assertEquals(List.of(note), read(bytes));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void aDamagedByteIsNoticed(LogNote note) {
    byte[] bytes = encoded(note);
    for (int at = 4; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;

      assertThrows(FormatException.class, () -> read(damaged), "byte " + at);
    }
  }

  @Test
  void aKindThatIsNotKnownIsRefused() {
    byte[] bytes = encoded(new TailCut(SLOT, POSITION));
    ByteSink sink = new ByteSink(64);
    sink.bytes(bytes, bytes.length);
    sink.array()[8] = 77;
    CRC32C crc = new CRC32C();
    crc.update(sink.array(), 8, bytes.length - 8);
    sink.u32At(4, (int) crc.getValue());

    FormatException refused =
        assertThrows(FormatException.class, () -> read(Arrays.copyOf(sink.array(), bytes.length)));

    assertEquals("note at 8: kind 77 (expected: up to 4)", refused.getMessage());
  }

  private static byte[] encoded(LogNote note) {
    ByteSink sink = new ByteSink(16);
    NoteCodec.write(note, sink);
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static List<LogNote> read(byte[] bytes) {
    List<LogNote> notes = new ArrayList<>();
    UnitReader.read(
        bytes,
        0,
        bytes.length,
        new UnitReader.Visitor() {
          @Override
          public void record(byte[] array, int from, int to) {
            throw new AssertionError("a note is no record");
          }

          @Override
          public void note(LogNote note) {
            notes.add(note);
          }
        });
    return notes;
  }
}
