package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.Overwritten;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that are overwritten although nobody has looked what they hold. */
interface OverwritesUnseen extends StoreTest {
  private Overwritten overwritten() {
    return fixture().store().overwritten(fixture().address());
  }

  @Test
  default void aNewKeyIsNotCounted() {
    fixture().write(unseen(KEY, Expiry.NEVER));

    assertEquals(Overwritten.NONE, overwritten());
    fixture().assertSameAsModel();
  }

  @Test
  default void whatWasThereIsCounted() {
    fixture().write(text(KEY, Expiry.NEVER));
    fixture().write(text(OTHER, 100));
    fixture().write(unseen(KEY, 50), unseen(OTHER, Expiry.NEVER));

    assertEquals(new Overwritten(2, 1), overwritten());
    fixture().assertSameAsModel();
    assertDue(KEY);
  }

  @Test
  default void whatWasDroppedIsNotCounted() {
    fixture().write(text(KEY, 100));
    fixture().write(drop(KEY, 100));
    fixture().write(unseen(KEY, Expiry.NEVER));

    assertEquals(Overwritten.NONE, overwritten());
    assertDue();
  }

  @Test
  default void whatTheSameBatchHasWrittenIsCounted() {
    SlotId slot = new SlotId(0, 7);
    fixture().log(slot, List.of(text(KEY, 100)));
    fixture().log(slot, List.of(unseen(KEY, 100)));
    fixture().log(slot, List.of(text(OTHER, 100)));
    fixture().log(slot, List.of(drop(OTHER, 100)));
    fixture().log(slot, List.of(unseen(OTHER, Expiry.NEVER)));

    fixture().applyUpTo(fixture().end());

    assertEquals(new Overwritten(1, 1), overwritten());
    fixture().assertSameAsModel();
    assertDue(KEY);
  }

  @Test
  default void theExpiryOfWhatWasThereIsForgottenWhateverFollows() {
    fixture().write(text(KEY, 100));
    fixture().write(unseen(KEY, 100));
    assertDue(KEY);

    fixture().write(unseen(KEY, 100), drop(KEY, 100));
    assertDue();

    fixture().write(text(KEY, 100));
    fixture().write(unseen(KEY, Expiry.NEVER), put(KEY, 100, Expiry.NEVER));
    assertDue(KEY);

    fixture().write(unseen(KEY, Expiry.NEVER), put(KEY, 100, Expiry.NEVER), put(KEY, 200, 100));
    assertEquals(Set.of(), due(150));
    assertDue(KEY);

    fixture().write(unseen(KEY, 200), put(KEY, Expiry.NEVER, 200));
    assertDue();
  }

  @Test
  default void aCollectionGivesWay() {
    CollectionHeader hash = CollectionHeader.create(ValueType.HASH, 1).withSize(1);
    fixture()
        .write(
            new PutHashFields(KEY, hash, List.of(FieldChange.of(OTHER, OTHER))),
            new SetExpiry(KEY, hash.withExpireAt(100), Expiry.NEVER));
    fixture().write(unseen(KEY, Expiry.NEVER));

    assertEquals(new Overwritten(1, 1), overwritten());
    fixture().assertSameAsModel();
    assertDue();
  }

  @Test
  default void theNumberIsKeptAndNothingIsCountedTwice() {
    fixture().write(text(KEY, 100));
    fixture().write(unseen(KEY, Expiry.NEVER));
    reopen();
    assertEquals(new Overwritten(1, 1), overwritten());

    fixture().applyFrom(1, fixture().end());

    assertEquals(new Overwritten(1, 1), overwritten());
  }

  @Test
  default void aCrashBeforeTheNumberWasDurableTakesTheKeysWithIt() {
    fixture().write(text(KEY, Expiry.NEVER));
    fixture().store().flush();
    fixture().write(unseen(KEY, Expiry.NEVER));
    crash();

    fixture().applyFrom(1, fixture().end());

    assertEquals(new Overwritten(1, 0), overwritten());
  }

  @Test
  default void anotherIncarnationBeginsWithNothing() {
    fixture().write(text(KEY, Expiry.NEVER));
    fixture().write(unseen(KEY, Expiry.NEVER), new ClearSlot(2), unseen(OTHER, Expiry.NEVER));

    assertEquals(Overwritten.NONE, overwritten());
    fixture().assertSameAsModel();
  }

  private Set<Bytes> due(long nowMillis) {
    Set<Bytes> due = new HashSet<>();
    fixture().store().due(nowMillis, 10, (address, key) -> due.add(key));
    return due;
  }

  private void assertDue(Bytes... keys) {
    assertEquals(Set.of(keys), due(1000));
  }

  private static Mutation unseen(Bytes key, long expireAt) {
    return new OverwriteString(key, Bytes.of("unseen"), expireAt);
  }

  private static Mutation text(Bytes key, long expireAt) {
    return put(key, expireAt, Expiry.NEVER);
  }

  private static Mutation put(Bytes key, long expireAt, long previousExpireAt) {
    return new PutString(key, Bytes.of("v"), expireAt, previousExpireAt);
  }

  private static Mutation drop(Bytes key, long previousExpireAt) {
    return new DropKey(key, ValueType.STRING, 0, previousExpireAt, DropReason.DELETED);
  }
}
