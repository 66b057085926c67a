package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists, sets, sorted sets and hashes. */
interface StoresCollections extends StoreTest {

  @Test
  default void fieldsComeChangeAndGo() {
    CollectionHeader header = header(ValueType.HASH, 1);
    fixture().write(new PutHashFields(KEY, header.withSize(3), fields("a", "b", "c")));
    fixture()
        .write(
            new PutHashFields(
                KEY,
                header.withSize(3),
                List.of(new FieldChange(Bytes.of("a"), Bytes.of("new"), 70, Expiry.NEVER))));
    fixture().assertStored(KEY);

    fixture()
        .write(
            new DropHashFields(
                KEY,
                header.withSize(1),
                List.of(
                    new FieldDrop(Bytes.of("b"), Expiry.NEVER), new FieldDrop(Bytes.of("a"), 70)),
                DropReason.DELETED));
    fixture().assertStored(KEY);
  }

  @Test
  default void aFieldLosesItsExpiry() {
    CollectionHeader header = header(ValueType.HASH, 1).withSize(1);
    fixture().write(new PutHashFields(KEY, header, List.of(field("f", 50, Expiry.NEVER))));
    fixture().write(new PutHashFields(KEY, header, List.of(field("f", Expiry.NEVER, 50))));

    fixture().assertStored(KEY);
  }

  @Test
  default void emptyFieldsAndMembersAreStored() {
    fixture()
        .write(
            new PutHashFields(
                KEY,
                header(ValueType.HASH, 1).withSize(1),
                List.of(FieldChange.of(Bytes.EMPTY, Bytes.EMPTY))));
    fixture()
        .write(
            new PutSetMembers(OTHER, header(ValueType.SET, 2).withSize(1), List.of(Bytes.EMPTY)));

    fixture().assertStored(KEY, OTHER);
  }

  @Test
  default void membersComeAndGo() {
    CollectionHeader header = header(ValueType.SET, 1);
    fixture().write(new PutSetMembers(KEY, header.withSize(3), bytes("a", "b", "c")));
    fixture().write(new PutSetMembers(KEY, header.withSize(4), bytes("c", "d")));
    fixture().assertStored(KEY);

    fixture().write(new DropSetMembers(KEY, header.withSize(2), bytes("a", "d")));
    fixture().assertStored(KEY);
  }

  @Test
  default void scoresComeChangeAndGo() {
    CollectionHeader header = header(ValueType.SORTED_SET, 1);
    fixture()
        .write(
            new PutScores(
                KEY,
                header.withSize(3),
                List.of(
                    ScoreChange.added(Bytes.of("a"), 1.5),
                    ScoreChange.added(Bytes.of("b"), Double.NEGATIVE_INFINITY),
                    ScoreChange.added(Bytes.of("c"), -0.0))));
    fixture()
        .write(
            new PutScores(
                KEY, header.withSize(3), List.of(new ScoreChange(Bytes.of("a"), -2, 1.5))));
    fixture().assertStored(KEY);

    fixture()
        .write(
            new DropScores(
                KEY,
                header.withSize(1),
                List.of(
                    new ScoredMember(Bytes.of("a"), -2), new ScoredMember(Bytes.of("c"), -0.0))));
    fixture().assertStored(KEY);
  }

  @Test
  default void aMemberWhoseScoreChangesTwiceInABatchHasTheLast() {
    CollectionHeader header = header(ValueType.SORTED_SET, 1).withSize(1);
    Bytes member = Bytes.of("m");
    fixture()
        .write(
            new PutScores(KEY, header, List.of(ScoreChange.added(member, 1))),
            new PutScores(KEY, header, List.of(new ScoreChange(member, 2, 1))),
            new PutScores(KEY, header, List.of(new ScoreChange(member, 1, 2))));

    fixture().assertStored(KEY);
  }

  @Test
  default void entriesComeAndGoAtBothEnds() {
    CollectionHeader header = header(ValueType.LIST, 1);
    fixture().write(new PutListEntries(KEY, header.withBounds(0, 2), 0, bytes("c", "d")));
    fixture().write(new PutListEntries(KEY, header.withBounds(-2, 4), -2, bytes("a", "b")));
    fixture().write(new PutListEntries(KEY, header.withBounds(-2, 5), 2, bytes("e")));
    fixture().assertStored(KEY);

    fixture().write(new DropListRange(KEY, header.withBounds(-1, 4), -2, -1));
    fixture().write(new DropListRange(KEY, header.withBounds(-1, 2), 1, 3));
    fixture().assertStored(KEY);
  }

  @Test
  default void entriesAreReplacedInTheMiddle() {
    CollectionHeader header = header(ValueType.LIST, 1).withBounds(5, 3);
    fixture().write(new PutListEntries(KEY, header, 5, bytes("a", "b", "c")));
    fixture().write(new PutListEntries(KEY, header, 6, bytes("x")));

    fixture().assertStored(KEY);
  }

  @Test
  default void aListOfManyPagesIsTrimmedToItsMiddle() {
    CollectionHeader header = header(ValueType.LIST, 1);
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      entries.add(Bytes.of("entry:" + i));
    }
    fixture().write(new PutListEntries(KEY, header.withBounds(-500, 3000), -500, entries));
    fixture()
        .write(
            new DropListRange(KEY, header.withBounds(700, 100), -500, 700),
            new DropListRange(KEY, header.withBounds(700, 100), 800, 2500));

    fixture().assertStored(KEY);
  }

  @Test
  default void aListIsRotated() {
    CollectionHeader header = header(ValueType.LIST, 1);
    fixture().write(new PutListEntries(KEY, header.withBounds(0, 1), 0, bytes("a")));
    fixture()
        .write(
            new DropListRange(KEY, header.withBounds(1, 1), 0, 1),
            new PutListEntries(KEY, header.withBounds(1, 1), 1, bytes("a")));

    fixture().assertStored(KEY);
  }

  @Test
  default void aDroppedCollectionLeavesNothingToItsSuccessor() {
    fixture()
        .write(new PutHashFields(KEY, header(ValueType.HASH, 1).withSize(2), fields("a", "b")));
    fixture()
        .write(
            new DropKey(KEY, ValueType.HASH, 1, Expiry.NEVER, DropReason.OVERWRITTEN),
            new PutHashFields(KEY, header(ValueType.HASH, 2).withSize(1), fields("c")));
    fixture().assertStored(KEY);

    fixture()
        .write(
            new DropKey(KEY, ValueType.HASH, 2, Expiry.NEVER, DropReason.OVERWRITTEN),
            new PutSetMembers(KEY, header(ValueType.SET, 3).withSize(1), bytes("c")));
    fixture().assertStored(KEY);
  }

  @Test
  default void aCollectionThatComesAndGoesInOneBatchIsAbsent() {
    fixture()
        .write(
            new PutSetMembers(KEY, header(ValueType.SET, 1).withSize(1), bytes("a")),
            new DropKey(KEY, ValueType.SET, 1, Expiry.NEVER, DropReason.DELETED));

    assertNull(fixture().load(KEY));
  }

  @Test
  default void aMovedCollectionIsChangedUnderItsNewKey() {
    CollectionHeader header = header(ValueType.SET, 1);
    fixture().write(new PutSetMembers(KEY, header.withSize(2), bytes("a", "b")));
    fixture()
        .write(
            new PutString(OTHER, Bytes.of("in the way"), 9, Expiry.NEVER),
            new DropKey(OTHER, ValueType.STRING, 0, 9, DropReason.OVERWRITTEN),
            new MoveKey(KEY, OTHER, header.withSize(2)));
    fixture().write(new PutSetMembers(OTHER, header.withSize(3), bytes("c")));

    assertNull(fixture().load(KEY));
    fixture().assertStored(OTHER);

    fixture().write(new PutString(KEY, Bytes.of("new"), Expiry.NEVER, Expiry.NEVER));
    fixture().assertStored(KEY, OTHER);
  }

  @Test
  default void aCollectionKeepsItsExpiryWhileItChanges() {
    CollectionHeader header = header(ValueType.SET, 1).withExpireAt(800);
    fixture()
        .write(
            new PutSetMembers(KEY, header.withSize(1), bytes("a")),
            new SetExpiry(KEY, header.withSize(1), Expiry.NEVER));
    fixture().write(new PutSetMembers(KEY, header.withSize(2), bytes("b")));
    fixture().assertStored(KEY);

    fixture().write(new SetExpiry(KEY, header.withSize(2).withExpireAt(Expiry.NEVER), 800));
    fixture().assertStored(KEY);
  }

  @Test
  default void aCollectionAboveTheLimitComesAsItsHeader() {
    CollectionHeader header = header(ValueType.SET, 1).withSize(3);
    fixture().write(new PutSetMembers(KEY, header, bytes("a", "b", "c")));

    assertEquals(
        new Loaded.Large(header),
        fixture().store().load(fixture().address(), KEY, ReadTier.DISK, 2));
    assertInstanceOf(
        Loaded.Whole.class, fixture().store().load(fixture().address(), KEY, ReadTier.DISK, 3));
  }

  @Test
  default void aLargeCollectionOfEachTypeIsReadWhole() {
    List<Bytes> names = new ArrayList<>();
    List<FieldChange> fields = new ArrayList<>();
    List<ScoreChange> scores = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      Bytes name = Bytes.of("name:" + i);
      names.add(name);
      fields.add(FieldChange.of(name, Bytes.of(i)));
      scores.add(ScoreChange.added(name, i % 100));
    }
    Bytes[] keys = {Bytes.of("list"), Bytes.of("set"), Bytes.of("zset"), Bytes.of("hash")};
    Mutation[] mutations = {
      new PutListEntries(keys[0], header(ValueType.LIST, 1).withBounds(0, 2500), 0, names),
      new PutSetMembers(keys[1], header(ValueType.SET, 2).withSize(2500), names),
      new PutScores(keys[2], header(ValueType.SORTED_SET, 3).withSize(2500), scores),
      new PutHashFields(keys[3], header(ValueType.HASH, 4).withSize(2500), fields)
    };

    fixture().write(mutations);

    fixture().assertStored(keys);
  }

  private static CollectionHeader header(ValueType type, long id) {
    return CollectionHeader.create(type, id);
  }

  private static List<Bytes> bytes(String... texts) {
    List<Bytes> bytes = new ArrayList<>();
    for (String text : texts) {
      bytes.add(Bytes.of(text));
    }
    return bytes;
  }

  private static List<FieldChange> fields(String... names) {
    List<FieldChange> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(FieldChange.of(Bytes.of(name), Bytes.of("value of " + name)));
    }
    return fields;
  }

  private static FieldChange field(String name, long expireAt, long previousExpireAt) {
    return new FieldChange(Bytes.of(name), Bytes.of("v"), expireAt, previousExpireAt);
  }
}
