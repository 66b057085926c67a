package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.log.FormatException;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoredCollection;
import io.talus.application.snapshot.SlotExport;
import io.talus.application.snapshot.SlotImport;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.RandomMutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A slot goes from one store to another as it was at one position, or not at all. */
interface TakesInSlots extends StoreTest {
  long LOG_END = 7;
  CollectionHeader LIST = CollectionHeader.create(ValueType.LIST, 1);

  private SlotStore store() {
    return fixture().store();
  }

  private SlotId slot() {
    return new SlotId(fixture().address().table(), fixture().address().slot());
  }

  private List<byte[]> exported() {
    return SlotPieces.of(store(), slot(), 1);
  }

  private void install(List<byte[]> pieces) {
    SlotPieces.taken(store(), pieces).whole().finish(LOG_END);
  }

  @Test
  default void whateverCommandsDidASlotIsTheSameElsewhere() {
    Seeds.each(
        3,
        random -> {
          openAnew();
          RandomMutations commands = RandomMutations.withBuilding(random);
          for (int i = 0; i < 4; i++) {
            writeSome(commands, 60);
            List<byte[]> pieces = exported();
            startEmpty();
            install(pieces);
            fixture().assertSameAsModel();
            writeSome(commands, 30);
            fixture().assertSameAsModel();
            reopen();
            fixture().assertSameAsModel();
          }
        });
  }

  @Test
  default void theLogGoesOnBehindThePositionAndWhatComesAgainIsPassedOver() {
    fixture().write(text("a"));
    fixture().write(text("b"));
    List<byte[]> pieces = exported();
    fixture().log(slot(), List.of(text("c")));
    startEmpty();

    install(pieces);
    assertEquals(new LogPosition(1, 2), store().applied(slot()));
    fixture().applyFrom(1, 3);

    assertEquals(new LogPosition(1, 3), store().applied(slot()));
    fixture().assertSameAsModel();
  }

  @Test
  default void whatIsWrittenMeanwhileIsNotInIt() {
    fixture().write(new PutListEntries(KEY, LIST.withSize(2), 0, List.of(KEY, OTHER)));
    try (SlotExport export = SlotExport.open(store(), slot(), 1)) {
      fixture().write(new DropKey(KEY, ValueType.LIST, 1, Expiry.NEVER, DropReason.DELETED));
      fixture().write(new ClearSlot(2));
      fixture().write(text("later"));
      store().flush();

      install(SlotPieces.of(export));
    }

    assertEquals(new LogPosition(1, 1), store().applied(slot()));
    assertEquals(
        new Loaded.Large(LIST.withSize(2)),
        store().load(new SlotAddress(0, slot().slot(), 1), KEY, ReadTier.DISK, 1));
    fixture().applyFrom(2, 4);
    fixture().assertSameAsModel();
  }

  /** What an overtaken follower holds has nothing to do with what it is sent. */
  @Test
  default void whatWasThereIsGone() {
    Seeds.each(
        2,
        random -> {
          openAnew();
          writeSome(RandomMutations.withBuilding(random), 60);
          List<byte[]> pieces = exported();
          StoreFixture sent = fixture();
          openAnew();
          writeSome(RandomMutations.withBuilding(random), 60);

          install(pieces);
          sent.use(store());
          sent.assertSameAsModel();
          store().flush();
          crash();
          sent.use(store());
          sent.assertSameAsModel();
        });
  }

  @Test
  default void nobodySeesWhatIsNotFinished() {
    fixture().write(text("a"));
    List<byte[]> pieces = exported();
    startEmpty();

    SlotImport taken = SlotPieces.taken(store(), pieces);
    assertEquals(Map.of(), store().slots());
    assertEquals(LogPosition.NONE, store().applied(slot()));
    assertEquals(
        Loaded.ABSENT, store().load(taken.state().address(), Bytes.of("a"), ReadTier.DISK, 1));
    assertEquals(List.of(), store().unpublished());
    assertEquals(Expiry.NEVER, store().nextDue(taken.state().address()));

    taken.whole().finish(LOG_END);
    fixture().assertSameAsModel();
  }

  @Test
  default void aCrashBeforeItIsDurableLeavesWhatWasThere() {
    Seeds.each(4, this::crashMeanwhile);
  }

  private void crashMeanwhile(RandomGenerator random) {
    openAnew();
    writeSome(RandomMutations.withBuilding(random), 40);
    List<byte[]> pieces = exported();
    StoreFixture sent = fixture();
    openAnew();
    if (random.nextBoolean()) {
      writeSome(RandomMutations.withBuilding(random), 40);
    }
    store().flush();
    int some = 1 + random.nextInt(pieces.size());
    SlotImport taken = SlotPieces.taken(store(), pieces.subList(0, some));
    if (random.nextBoolean()) {
      store().flush();
    }
    if (some == pieces.size() && random.nextBoolean()) {
      taken.whole().finish(LOG_END);
    }
    crash();

    fixture().assertSameAsModel();
    assertEquals(0, store().beginsAfter(slot()));
    install(pieces);
    store().flush();
    crash();
    sent.use(store());
    sent.assertSameAsModel();
    assertEquals(LOG_END, store().beginsAfter(slot()));
  }

  @Test
  default void whatIsGivenUpLeavesNothing() {
    fixture().write(text("a"), build(1));
    List<byte[]> pieces = exported();

    SlotImport taken = SlotPieces.taken(store(), pieces);
    assertThrows(IllegalStateException.class, () -> SlotImport.begin(store(), pieces.getFirst()));
    taken.abandon();
    fixture().write(text("b"));
    fixture().write(new ClearSlot(2));
    fixture().write(text("c"));
    fixture().assertSameAsModel();
    reopen();
    fixture().assertSameAsModel();
  }

  @Test
  default void batchesAreAppliedWhileAnotherThreadAddsPieces() {
    LargeValues.of(Seeds.first()).forEach(unit -> fixture().write(unit));
    List<byte[]> pieces = exported();
    startEmpty();
    SlotId other = new SlotId(1, 1);
    RandomMutations commands = RandomMutations.withBuilding(Seeds.first());
    SlotImport taken = SlotImport.begin(store(), pieces.getFirst());
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(() -> pieces.subList(1, pieces.size()).forEach(taken::take));

    long before = fixture().end();
    for (int i = 1; i <= 300; i++) {
      fixture().log(other, commands.next());
      fixture().applyFrom(before + i, before + i);
    }
    adding.join();
    taken.whole().finish(LOG_END);

    fixture().assertSameAsModel();
    reopen();
    fixture().assertSameAsModel();
  }

  /** An edition that was promised to the one must not be taken by the other. */
  @Test
  default void aSlotIsClearedWhileItIsTakenIn() {
    fixture().write(text("a"));
    List<byte[]> pieces = exported();
    SlotImport taken = SlotPieces.taken(store(), pieces);
    fixture().write(new ClearSlot(2));
    fixture().write(text("b"));
    fixture().assertSameAsModel();

    taken.abandon();
    fixture().assertSameAsModel();
    install(pieces);
    assertEquals(new LogPosition(1, 1), store().applied(slot()));
    fixture().applyFrom(1, fixture().end());
    fixture().assertSameAsModel();
  }

  @Test
  default void aSlotThatWasDroppedIsTakenIn() {
    fixture().write(new PutListEntries(KEY, LIST.withSize(2), 0, List.of(KEY, OTHER)));
    List<byte[]> pieces = exported();
    store().dropSlot(slot(), 3);
    assertEquals(3, store().beginsAfter(slot()));

    install(pieces);

    fixture().assertSameAsModel();
    assertEquals(LOG_END, store().beginsAfter(slot()));
    reopen();
    fixture().assertSameAsModel();
  }

  @Test
  default void aSlotIsNotDroppedWhileItIsTakenIn() {
    fixture().write(text("a"));
    SlotImport taken = SlotImport.begin(store(), exported().getFirst());
    assertThrows(IllegalStateException.class, () -> store().dropSlot(slot(), LOG_END));
    taken.abandon();
    store().dropSlot(slot(), LOG_END);
  }

  @Test
  default void endsOfAnotherLogAreForgotten() {
    SlotId other = new SlotId(3, 3);
    store().dropSlot(slot(), 10);
    store().dropSlot(other, 5);

    store().forgetBeyond(9);
    crash();

    assertEquals(0, store().beginsAfter(slot()));
    assertEquals(5, store().beginsAfter(other));
  }

  /** The parts that are there when the slot is copied do not come again. */
  @Test
  default void whatIsBeingBuiltIsPublishedElsewhere() {
    fixture().write(build(1));
    List<byte[]> pieces = exported();
    startEmpty();
    install(pieces);
    assertEquals(1, store().unpublished().size());

    fixture().write(new PublishBuilt(KEY, header(1)));

    fixture().assertSameAsModel();
    assertEquals(List.of(), store().unpublished());
  }

  @Test
  default void piecesComeInTheirOrderAndSound() {
    for (int i = 0; i < 1000; i++) {
      Bytes value = Bytes.wrap(new byte[4000]);
      fixture().write(new PutString(Bytes.of(i), value, Expiry.NEVER, Expiry.NEVER));
    }
    List<byte[]> pieces = exported();
    assertTrue(pieces.size() > 10, () -> pieces.size() + " pieces");
    List<byte[]> others = SlotPieces.of(store(), slot(), 2);
    startEmpty();
    SlotImport taken = SlotImport.begin(store(), pieces.getFirst());

    for (int i = 1; i < pieces.size(); i++) {
      assertEquals(i, taken.expected());
      byte[] damaged = pieces.get(i).clone();
      damaged[damaged.length / 2] ^= 1;
      List<byte[]> wrong =
          List.of(damaged, pieces.get(i - 1), others.get(i), new byte[0], new byte[40]);
      wrong.forEach(piece -> assertThrows(FormatException.class, () -> taken.take(piece)));
      assertThrows(IllegalStateException.class, taken::whole);
      taken.take(pieces.get(i));
    }
    taken.whole().finish(LOG_END);
    fixture().assertSameAsModel();
  }

  @Test
  default void largeCollectionsComeInParts() {
    Seeds.each(
        1,
        random -> {
          openAnew();
          LargeValues.of(random).forEach(unit -> fixture().write(unit));
          List<byte[]> pieces = exported();
          pieces.forEach(piece -> assertTrue(piece.length <= 256 * 1024));
          startEmpty();
          install(pieces);
          fixture().assertSameAsModel();
          reopen();
          fixture().assertSameAsModel();
        });
  }

  @Test
  default void membersOfSortedSetsAreCountedElsewhereAsWell() {
    ScoresUnderTest scores = new ScoresUnderTest(Seeds.first());
    for (int i = 0; i < 10; i++) {
      fixture().write(scores.grow());
    }
    for (int i = 0; i < 3; i++) {
      List<byte[]> pieces = exported();
      startEmpty();
      install(pieces);
      scores.assertRanks(this::ofScores);
      fixture().write(scores.grow());
      fixture().write(scores.shrink());
      scores.assertRanks(this::ofScores);
    }
  }

  private Elements ofScores(ElementQuery query) {
    StoredCollection set =
        new StoredCollection(fixture().address(), ValueType.SORTED_SET, ScoresUnderTest.ID);
    return store().read(set, query, ReadTier.DISK);
  }

  @Test
  default void recordsThatComeAgainFromBeforeAClearChangeNothing() {
    fixture().write(text("a"));
    fixture().write(new ClearSlot(2));
    fixture().write(text("b"));

    fixture().applyFrom(1, 1);

    fixture().assertSameAsModel();
    fixture().write(text("c"));
    fixture().assertSameAsModel();
    reopen();
    fixture().assertSameAsModel();
  }

  @Test
  default void whatIsDueIsKnown() {
    fixture().write(text("a"));
    List<byte[]> pieces = exported();
    startEmpty();
    install(pieces);
    List<Bytes> due = new ArrayList<>();
    store().due(100, 10, (address, key) -> due.add(key));
    assertEquals(List.of(Bytes.of("a")), due);
    assertTrue(store().nextDue(fixture().address()) <= 100);
  }

  /** A leader that lacks everything sends that, to those who had what it lost. */
  @Test
  default void aSlotThatIsNotThereTakesThePlaceOfOneThatIs() {
    List<byte[]> pieces = exported();
    fixture().write(text("a"));

    install(pieces);
    reopen();

    assertEquals(LogPosition.NONE, store().applied(slot()));
    assertEquals(
        Loaded.ABSENT,
        store().load(new SlotAddress(0, slot().slot(), 1), Bytes.of("a"), ReadTier.DISK, 10));
  }

  private static PutString text(String key) {
    return new PutString(Bytes.of(key), Bytes.of(key), 100, Expiry.NEVER);
  }

  private static CollectionHeader header(long id) {
    return CollectionHeader.create(ValueType.SET, id).withSize(2);
  }

  private static BuildPart build(long id) {
    return new BuildPart(new PutSetMembers(KEY, header(id), List.of(KEY, OTHER)));
  }

  private void writeSome(RandomMutations commands, int count) {
    for (int i = 0; i < count; i++) {
      fixture().write(commands.next().toArray(Mutation[]::new));
    }
  }
}
