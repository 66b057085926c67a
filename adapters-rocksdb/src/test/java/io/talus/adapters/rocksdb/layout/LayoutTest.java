package io.talus.adapters.rocksdb.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.ValueType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Golden bytes: whoever has to change them changes the format, and its version. */
final class LayoutTest {
  private static final SlotAddress ADDRESS = new SlotAddress(2, 0x1234, 5);
  private static final SlotPrefix SLOT = SlotPrefix.of(ADDRESS);
  private static final String SLOT_HEX = "00000002" + "1234" + "0000000000000005";
  private static final String ID_HEX = "0000000000000009";
  private static final String FOO_HEX = "666f6f";
  private static final String FOO_HASH = "6a0edbf6";
  private static final Bytes FOO = Bytes.of("foo");

  @Test
  void formatVersionIsTwo() {
    assertEquals("00000003", HexFormat.of().formatHex(SystemLayout.format()));
  }

  @Test
  void hashOfBytesIsPartOfTheFormat() {
    assertEquals(FOO_HASH, HexFormat.of().toHexDigits(FOO.hashCode()));
  }

  @Test
  void statusOfSlot() {
    SlotStatus status = new SlotStatus(new LogPosition(1, 2), 3, 4, 6, 7);
    SlotState state = new SlotState(ADDRESS, status, new Overwritten(8, 9));

    assertEquals("53" + "00000002" + "1234", hex(sink -> SystemLayout.statusKey(sink, ADDRESS)));
    assertEquals(
        "00000000000000050000000000000001000000000000000200000000000000030000000000000004"
            + "0000000000000006000000000000000700000000000000080000000000000009"
            + "000000000000000a",
        hex(sink -> SystemLayout.status(sink, state, 10)));
    byte[] key = bytes(sink -> SystemLayout.statusKey(sink, ADDRESS));
    byte[] value = bytes(sink -> SystemLayout.status(sink, state, 10));
    assertEquals(state, SystemLayout.state(key, value));
    assertEquals(10, SystemLayout.edition(value));
    byte[] ofFormat2 = Arrays.copyOf(value, value.length - Long.BYTES);
    assertEquals(state, SystemLayout.state(key, ofFormat2));
    assertEquals(ADDRESS.incarnation(), SystemLayout.edition(ofFormat2));
  }

  @Test
  void whatIsRememberedOfSlots() {
    SlotId slot = new SlotId(ADDRESS.table(), ADDRESS.slot());

    assertEquals("45" + "00000002" + "1234", hex(sink -> SystemLayout.pastKey(sink, slot)));
    assertEquals("49" + "00000002" + "1234", hex(sink -> SystemLayout.installKey(sink, slot)));
    assertEquals(slot, SystemLayout.slot(bytes(sink -> SystemLayout.pastKey(sink, slot))));
    assertEquals(
        new SlotPast(256, 2),
        SystemLayout.past(HexFormat.of().parseHex("00000000000001000000000000000002")));
  }

  @Test
  void headerOfShortString() {
    assertEquals(SLOT_HEX + FOO_HASH + FOO_HEX, hex(sink -> HeaderLayout.key(sink, SLOT, FOO)));
    assertEquals("00" + FOO_HEX, hex(sink -> HeaderLayout.string(sink, FOO, Expiry.NEVER)));
    assertEquals(
        "08" + "0000000000000100" + FOO_HEX, hex(sink -> HeaderLayout.string(sink, FOO, 256)));
    assertEquals(FOO, HeaderLayout.string(bytes(sink -> HeaderLayout.string(sink, FOO, 256))));
  }

  @Test
  void headerOfCollection() {
    CollectionHeader hash = new CollectionHeader(ValueType.HASH, 9, 300, 0, Expiry.NEVER);
    CollectionHeader list = new CollectionHeader(ValueType.LIST, 9, 300, -2, 256);

    assertEquals("14" + "09" + "ac02", hex(sink -> HeaderLayout.collection(sink, hash)));
    assertEquals(
        "19" + "0000000000000100" + "09" + "ac02" + "03",
        hex(sink -> HeaderLayout.collection(sink, list)));
    for (CollectionHeader header : List.of(hash, list)) {
      byte[] value = bytes(sink -> HeaderLayout.collection(sink, header));
      assertEquals(header, HeaderLayout.collection(value));
    }
  }

  @Test
  void fieldOfHash() {
    assertEquals(
        SLOT_HEX + ID_HEX + FOO_HASH + FOO_HEX,
        hex(sink -> ElementLayout.member(sink, SLOT, 9, FOO)));
    assertEquals("00" + FOO_HEX, hex(sink -> ElementLayout.fieldValue(sink, FOO, Expiry.NEVER)));
    assertEquals(
        "01" + "0000000000000100" + FOO_HEX, hex(sink -> ElementLayout.fieldValue(sink, FOO, 256)));
    byte[] value = bytes(sink -> ElementLayout.fieldValue(sink, FOO, 256));
    assertEquals(new HashField(FOO, FOO, 256), ElementLayout.field(FOO, value));
  }

  @Test
  void scoreOfMember() {
    assertEquals("3ff8000000000000", hex(sink -> ElementLayout.score(sink, 1.5)));
  }

  @Test
  void entryOfScoreIndex() {
    assertEquals(
        SLOT_HEX + ID_HEX + "bff8000000000000" + FOO_HEX,
        hex(sink -> ScoreLayout.key(sink, SLOT, 9, 1.5, FOO)));
    assertEquals(
        SLOT_HEX + ID_HEX + "4007ffffffffffff" + FOO_HEX,
        hex(sink -> ScoreLayout.key(sink, SLOT, 9, -1.5, FOO)));
    assertEquals("00", hex(sink -> ScoreLayout.value(sink, 1.5)));
    assertEquals("01", hex(sink -> ScoreLayout.value(sink, -0.0)));
  }

  @Test
  void scoresSortAsNumbersAndZerosAreEqual() {
    double[] ascending = {
      Double.NEGATIVE_INFINITY,
      -1e300,
      -1,
      -Double.MIN_VALUE,
      0,
      Double.MIN_VALUE,
      1e300,
      Double.POSITIVE_INFINITY
    };
    for (int i = 1; i < ascending.length; i++) {
      long lower = ScoreLayout.ordered(ascending[i - 1]);
      assertTrue(Long.compareUnsigned(lower, ScoreLayout.ordered(ascending[i])) < 0);
    }
    assertEquals(ScoreLayout.ordered(0.0), ScoreLayout.ordered(-0.0));
    for (double score : new double[] {-1.5, -0.0, 0.0, 7e10}) {
      byte[] key = bytes(sink -> ScoreLayout.key(sink, SLOT, 9, score, FOO));
      byte[] value = bytes(sink -> ScoreLayout.value(sink, score));
      ScoredMember member = ScoreLayout.member(key, value);
      assertEquals(FOO, member.member());
      assertEquals(Double.doubleToRawLongBits(score), Double.doubleToRawLongBits(member.score()));
    }
  }

  @Test
  void pageOfListEntries() {
    assertEquals(
        SLOT_HEX + ID_HEX + "8000000000000001", hex(sink -> ElementLayout.page(sink, SLOT, 9, 1)));
    assertEquals(
        SLOT_HEX + ID_HEX + "7fffffffffffffff" + "3f",
        hex(sink -> ElementLayout.longEntry(sink, SLOT, 9, -1, 63)));
    ListPage page = new ListPage();
    page.put(0, FOO);
    page.put(1, Bytes.wrap(new byte[ListPage.INLINE_BYTES_MAX + 1]));
    page.put(63, Bytes.EMPTY);
    assertEquals("8000000000000003" + "04" + FOO_HEX + "00" + "01", hex(page::encode));
  }

  @Test
  void pageHoldsWhatWasPutUntilItIsDropped() {
    ListPage page = new ListPage();
    page.put(5, FOO);
    page.put(6, Bytes.wrap(new byte[1000]));
    page.put(7, FOO);
    page.drop(7);

    ListPage read = ListPage.decode(bytes(page::encode));

    assertEquals(FOO, read.entry(5));
    assertTrue(read.isLong(6));
    assertTrue(!read.holds(7) && !read.isLong(5));
  }

  @Test
  void chunkOfString() {
    assertEquals(
        SLOT_HEX + ID_HEX + "0000000000000003", hex(sink -> ElementLayout.chunk(sink, SLOT, 9, 3)));
  }

  @Test
  void entriesOfExpiryIndex() {
    assertEquals(
        SLOT_HEX + "0000000000000100" + "00" + FOO_HEX,
        hex(sink -> ExpiryLayout.key(sink, SLOT, 256, FOO)));
    assertEquals(
        SLOT_HEX + "0000000000000100" + "01" + ID_HEX + FOO_HASH + FOO_HEX,
        hex(sink -> ExpiryLayout.field(sink, SLOT, 256, 9, FOO)));
  }

  @Test
  void livenessNamesTheHolder() {
    assertEquals(SLOT_HEX + ID_HEX, hex(sink -> ElementLayout.collection(sink, SLOT, 9)));
    assertEquals("00" + FOO_HEX, hex(sink -> ElementLayout.holder(sink, FOO)));
  }

  private static String hex(Consumer<LayoutSink> encoder) {
    return HexFormat.of().formatHex(bytes(encoder));
  }

  private static byte[] bytes(Consumer<LayoutSink> encoder) {
    LayoutSink sink = new LayoutSink(1);
    encoder.accept(sink);
    return sink.toArray();
  }
}
