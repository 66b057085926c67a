package io.talus.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.log.ByteSink;
import io.talus.application.log.FormatException;
import io.talus.application.log.RecordCodec;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The record codec with whatever commands may do, and with bytes that were spoilt. */
final class RecordCodecTest {
  private static final int SEEDS = 100;
  private static final int UNITS = 100;
  private static final int SPOILT_SEEDS = 10;
  private static final int RECORD_HEADER_BYTES = 2 * Integer.BYTES;

  /** Longer units are left out where each of their bytes is spoilt. */
  private static final int SPOILT_BYTES_MAX = 2_000;

  @Test
  void whatIsWrittenIsRead() {
    Seeds.each(
        SEEDS,
        random -> {
          RandomMutations mutations = new RandomMutations(random);
          List<List<SlotRecord>> units = new ArrayList<>();
          for (int i = 0; i < UNITS; i++) {
            units.add(unit(mutations, random));
          }

          byte[] bytes = write(units);

          assertEquals(units, read(bytes, bytes.length));
        });
  }

  @Test
  void aUnitThatEndsEarlyIsRefused() {
    eachUnit(
        (unit, bytes) -> {
          for (int length = 1; length < bytes.length; length++) {
            int cut = length;
            assertThrows(FormatException.class, () -> read(bytes, cut), () -> unit + " to " + cut);
          }
        });
  }

  @Test
  void aUnitInWhichAnyByteIsFlippedIsRefused() {
    eachUnit(
        (unit, bytes) -> {
          for (int at = 0; at < bytes.length; at++) {
            for (int mask : new int[] {1, 0x10, 0x80, 0xFF}) {
              byte[] flipped = bytes.clone();
              flipped[at] ^= (byte) mask;
              assertThrows(
                  FormatException.class,
                  () -> read(flipped, flipped.length),
                  unit + " flipped at " + at);
            }
          }
        });
  }

  /** A checksum that is right does not make the rest so: a defect, or another version, wrote it. */
  @Test
  void nonsenseWithTheRightChecksumIsRefusedOrRead() {
    eachUnit(
        (unit, bytes) -> {
          int payload = Integer.BYTES + RECORD_HEADER_BYTES;
          for (int at = payload; at < bytes.length; at++) {
            for (int mask : new int[] {1, 0x10, 0x80, 0xFF}) {
              byte[] changed = bytes.clone();
              changed[at] ^= (byte) mask;
              checkAgain(changed, payload);
              readOrRefuse(changed);
            }
          }
        });
  }

  private static void checkAgain(byte[] bytes, int payload) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, payload, bytes.length - payload);
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[payload - Integer.BYTES + i] = (byte) (crc.getValue() >>> (8 * i));
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    List<List<SlotRecord>> units;
    try {
      units = read(bytes, bytes.length);
    } catch (FormatException refused) {
      return;
    }
    assertEquals(1, units.size());
  }

  /** What is to hold of a unit of one record and its bytes. */
  private interface UnitTest {
    void run(List<SlotRecord> unit, byte[] bytes);
  }

  private static void eachUnit(UnitTest test) {
    Seeds.each(
        SPOILT_SEEDS,
        random -> {
          RandomMutations mutations = new RandomMutations(random);
          for (int i = 0; i < UNITS; i++) {
            List<SlotRecord> unit = unit(mutations, random);
            byte[] bytes = write(List.of(unit));
            if (bytes.length <= SPOILT_BYTES_MAX) {
              test.run(unit, bytes);
            }
          }
        });
  }

  private static List<SlotRecord> unit(RandomMutations mutations, RandomGenerator random) {
    SlotAddress address =
        new SlotAddress(random.nextInt(16), random.nextInt(16384), mutations.incarnation());
    List<Mutation> next = mutations.next();
    SlotStatus status =
        new SlotStatus(
            new LogPosition(random.nextLong(1, 1L << 40), random.nextLong(1L << 50)),
            random.nextLong(1L << 42),
            mutations.slot().keys().size(),
            mutations.slot().expiringKeys(),
            mutations.nextCollectionId());
    return List.of(new SlotRecord(address, status, next));
  }

  private static byte[] write(List<List<SlotRecord>> units) {
    RecordCodec codec = new RecordCodec();
    ByteSink sink = new ByteSink(16);
    for (List<SlotRecord> unit : units) {
      int begin = codec.beginUnit(sink);
      for (SlotRecord record : unit) {
        SlotAddress address = record.address();
        codec.write(
            address.table(),
            address.slot(),
            address.incarnation(),
            record.status(),
            record.mutations(),
            sink);
      }
      codec.endUnit(sink, begin);
    }
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static List<List<SlotRecord>> read(byte[] bytes, int length) {
    List<List<SlotRecord>> units = new ArrayList<>();
    RecordCodec.read(bytes, 0, length, units::add);
    return units;
  }
}
