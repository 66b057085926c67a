package io.talus.testkit.resident;

import static io.talus.testkit.resident.ResidentTest.drop;
import static io.talus.testkit.resident.ResidentTest.equalTo;
import static io.talus.testkit.resident.ResidentTest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.InPlaceCollection;
import io.talus.application.inplace.RecentElements;
import io.talus.application.port.InPlace;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.mutation.Rebuild;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.ModelValue;
import io.talus.testkit.model.RandomMutations;
import io.talus.testkit.model.ValueComparison;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values, and what mutations make of them. */
interface AppliesMutations extends ResidentTest {

  @Test
  default void aStringIsFoundUnderAnyKeyObjectThatIsEqual() {
    assertNull(slot().find(KEY, 1));
    slot().apply(text(equalTo(KEY), "v"), 1, true);

    assertEquals(Bytes.of("v"), string(KEY));
    assertEquals(Bytes.of("v"), string(equalTo(KEY)));
  }

  @Test
  default void aDroppedStringIsNotFound() {
    slot().apply(text(KEY, "v"), 1, true);
    assertNotNull(slot().find(KEY, 1));
    slot().apply(drop(equalTo(KEY)), 2, true);

    assertNull(slot().find(KEY, 1));
    assertNull(slot().peek(KEY));
    assertEquals(0, slot().keys());
  }

  @Test
  default void droppingWhatIsNotResidentDoesNothing() {
    slot().apply(drop(KEY), 1, false);

    assertEquals(0, slot().keys());
  }

  @Test
  default void movingWhatIsNotResidentIsRefused() {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(1);

    assertThrows(
        IllegalStateException.class, () -> slot().apply(new MoveKey(KEY, OTHER, header), 1, false));
  }

  @Test
  default void whatWasBuiltIsAKeysFromItsBlockOn() {
    SlotAddress address = new SlotAddress(0, 0, 1);
    CollectionHeader header =
        CollectionHeader.create(ValueType.SET, 7).withSize(70_000).withExpireAt(5000);
    InPlace built = InPlaceCollection.of(address, header, unread());
    slot().apply(text(KEY, "before"), 3, true);
    slot().apply(drop(KEY), 4, true);

    slot().publish(new PublishBuilt(KEY, header), built, 4);

    Value value = assertNotNullValue(slot().peek(KEY));
    assertEquals(built.value(), value);
    assertEquals(4, slot().lastIndex(value));
    assertEquals(1, slot().keys());
    assertEquals(1, slot().expiringKeys());
    assertFalse(slot().isDropped(KEY));
    assertEquals(5000, slot().nextDue());
  }

  /** Of this collection nobody asks for an element. */
  private static ElementReads unread() {
    RecentElements none = new RecentElements(() -> 0);
    return (ElementReads)
        Proxy.newProxyInstance(
            ElementReads.class.getClassLoader(),
            new Class<?>[] {ElementReads.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("recentElements")) {
                return none;
              }
              throw new AssertionError(method.getName());
            });
  }

  @Test
  default void whateverCommandsDoTheSlotHoldsWhatTheModelHolds() {
    Seeds.each(
        5,
        random -> {
          beginAnew();
          runAtRandom(random);
        });
  }

  private void runAtRandom(RandomGenerator random) {
    RandomMutations commands = new RandomMutations(random);
    ValueComparison comparison = new ValueComparison(random);
    for (int index = 1; index <= 600; index++) {
      for (Mutation mutation : commands.next()) {
        apply(mutation, index);
      }
      Bytes key = commands.anyKey();
      assertSame(comparison, commands.slot().keys().get(key), slot().find(key, index));
      assertEquals(commands.slot().keys().size(), slot().keys());
      assertEquals(commands.slot().expiringKeys(), slot().expiringKeys());
    }
    commands.slot().keys().forEach((key, value) -> assertSame(comparison, value, slot().peek(key)));
  }

  private void apply(Mutation mutation, long index) {
    switch (mutation) {
      case Mutation.OfKey change -> slot().apply(change, index, true);
      case ClearSlot _ -> slot().clear();
      case BuildPart _, AbandonBuilt _ -> throw new AssertionError(mutation);
    }
  }

  private static void assertSame(
      ValueComparison comparison, @Nullable ModelValue expected, @Nullable Value actual) {
    if (expected == null || actual == null) {
      assertEquals(expected, actual);
    } else {
      comparison.assertSame(expected, actual);
    }
  }

  @Test
  default void whateverIsRebuiltAndInstalledIsTheSame() {
    Seeds.each(
        3,
        random -> {
          beginAnew();
          rebuildAtRandom(random);
        });
  }

  private void rebuildAtRandom(RandomGenerator random) {
    RandomMutations commands = new RandomMutations(random);
    ValueComparison comparison = new ValueComparison(random);
    for (int index = 1; index <= 300; index++) {
      for (Mutation mutation : commands.next()) {
        apply(mutation, index);
      }
    }
    ResidentTier tier = tier();
    ResidentSlot copy = tier.newSlot();
    commands.slot().keys().keySet().forEach(key -> copy.install(contents(key), 1));
    commands.slot().keys().forEach((key, value) -> assertSame(comparison, value, copy.peek(key)));
  }

  private List<? extends Mutation> contents(Bytes key) {
    Value value = assertNotNullValue(slot().peek(key));
    CollectionHeader header = Mutations.header(value);
    return Rebuild.of(key, value, header == null ? 0 : header.id(), value.expireAt());
  }

  private static Value assertNotNullValue(@Nullable Value value) {
    if (value == null) {
      throw new AssertionError("a key of the model is not resident");
    }
    return value;
  }

  private Bytes string(Bytes key) {
    return assertInstanceOf(StringValue.class, slot().find(key, 1)).bytes();
  }
}
