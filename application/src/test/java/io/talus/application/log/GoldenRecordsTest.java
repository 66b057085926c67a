package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every kind of mutation: logs that were written once must be read for ever. */
final class GoldenRecordsTest {
  private static final String FILE = "golden-records.txt";
  private static final long TIME = 1_700_000_000_123L;
  private static final Bytes KEY = Bytes.of("key");
  private static final SlotAddress ADDRESS = new SlotAddress(3, 1000, 1);
  private static final SlotStatus STATUS = new SlotStatus(new LogPosition(2, 300), TIME, 5, 1, 301);

  private static final List<Mutation> MUTATIONS =
      List.of(
          new PutString(KEY, Bytes.of("va\0lue"), TIME, Expiry.NEVER),
          new PatchString(KEY, header(ValueType.STRING, 7, 20_000), 19_995, Bytes.of("patch")),
          new PutHashFields(
              KEY,
              header(ValueType.HASH, 300, 2).withExpireAt(TIME),
              List.of(
                  FieldChange.of(Bytes.of("f1"), Bytes.of("v1")),
                  new FieldChange(Bytes.EMPTY, Bytes.EMPTY, TIME, TIME - 1))),
          new DropHashFields(
              KEY,
              header(ValueType.HASH, 300, 1),
              List.of(new FieldDrop(Bytes.of("f1"), TIME)),
              DropReason.EXPIRED),
          new PutSetMembers(
              KEY,
              header(ValueType.SET, 1, 2),
              List.of(Bytes.of("a"), Bytes.copyOf(new byte[] {(byte) 0xFF, 0}, 0, 2))),
          new DropSetMembers(KEY, header(ValueType.SET, 1, 1), List.of(Bytes.of("a"))),
          new PutScores(
              KEY,
              header(ValueType.SORTED_SET, 2, 2),
              List.of(
                  ScoreChange.added(Bytes.of("a"), 1.5),
                  new ScoreChange(Bytes.of("b"), Double.NEGATIVE_INFINITY, 3))),
          new DropScores(
              KEY,
              header(ValueType.SORTED_SET, 2, 1),
              List.of(new ScoredMember(Bytes.of("a"), 1.5))),
          new PutListEntries(
              KEY,
              header(ValueType.LIST, 3, 4).withBounds(-2, 4),
              -2,
              List.of(Bytes.of("one"), Bytes.EMPTY)),
          new DropListRange(KEY, header(ValueType.LIST, 3, 2), -2, 0),
          new SetExpiry(KEY, header(ValueType.LIST, 3, 2).withExpireAt(TIME), Expiry.NEVER),
          new MoveKey(KEY, Bytes.of("other"), header(ValueType.SET, 1, 2)),
          new DropKey(KEY, ValueType.HASH, 300, TIME, DropReason.OVERWRITTEN),
          new ClearSlot(2),
          new OverwriteString(KEY, Bytes.of("value"), TIME),
          new BuildPart(
              new PutSetMembers(KEY, header(ValueType.SET, 300, 1), List.of(Bytes.of("a")))),
          new PublishBuilt(KEY, header(ValueType.SET, 300, 70_000).withExpireAt(TIME)),
          new AbandonBuilt(ValueType.SET, 300));

  private static CollectionHeader header(ValueType type, long id, long size) {
    return CollectionHeader.create(type, id).withSize(size);
  }

  static List<Mutation> mutations() {
    return MUTATIONS;
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void everyKindOfMutationIsWrittenAsItAlwaysWas(Mutation mutation) throws IOException {
    assertEquals(golden(nameOf(mutation)), hex(List.of(List.of(mutation))));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void everyKindOfMutationIsReadAsItAlwaysWas(Mutation mutation) throws IOException {
    assertEquals(
        List.of(List.of(new SlotRecord(ADDRESS, STATUS, List.of(mutation)))),
        read(golden(nameOf(mutation))));
  }

  @Test
  void aUnitOfSeveralRecordsStaysOne() throws IOException {
    List<Mutation> first = MUTATIONS.subList(0, 7);
    List<Mutation> second = MUTATIONS.subList(7, 14); // the kinds that there were at first

    assertEquals(golden("all"), hex(List.of(first, second)));
    assertEquals(
        List.of(
            List.of(
                new SlotRecord(ADDRESS, STATUS, first), new SlotRecord(ADDRESS, STATUS, second))),
        read(golden("all")));
  }

  @Test
  void noKindOfMutationIsForgotten() {
    Set<String> kinds =
        Arrays.stream(Mutation.class.getDeclaredClasses())
            .filter(Class::isRecord)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    assertEquals(
        kinds, MUTATIONS.stream().map(GoldenRecordsTest::nameOf).collect(Collectors.toSet()));
  }

  private static String nameOf(Mutation mutation) {
    return mutation.getClass().getSimpleName();
  }

  /** One unit with a record for each list. */
  private static String hex(List<List<Mutation>> records) {
    RecordCodec codec = new RecordCodec();
    ByteSink sink = new ByteSink(16);
    int begin = codec.beginUnit(sink);
    for (List<Mutation> mutations : records) {
      codec.write(ADDRESS.table(), ADDRESS.slot(), ADDRESS.incarnation(), STATUS, mutations, sink);
    }
    codec.endUnit(sink, begin);
    return HexFormat.of().formatHex(sink.array(), 0, sink.length());
  }

  private static List<List<SlotRecord>> read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    List<List<SlotRecord>> units = new ArrayList<>();
    RecordCodec.read(bytes, 0, bytes.length, units::add);
    return units;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenRecordsTest.class.getResourceAsStream(FILE))) {
      Map<String, String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" ", 2))
              .collect(Collectors.toMap(words -> words[0], words -> words[1]));
      return Objects.requireNonNull(lines.get(name), name);
    }
  }
}
