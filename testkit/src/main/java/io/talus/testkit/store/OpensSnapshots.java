package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ValueType;
import io.talus.testkit.Seeds;
import io.talus.testkit.model.ModelValue;
import io.talus.testkit.model.RandomMutations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A snapshot shows the store as it was, whatever is applied meanwhile. */
interface OpensSnapshots extends StoreTest {
  CollectionHeader SET = CollectionHeader.create(ValueType.SET, 1);
  List<Bytes> MEMBERS = List.of(Bytes.of("a"), Bytes.of("b"), Bytes.of("c"));

  @Test
  default void aSnapshotDoesNotSeeWhatComesLater() {
    fixture().write(new PutSetMembers(KEY, SET.withSize(3), MEMBERS));
    try (StoreSnapshot snapshot = open()) {
      fixture().write(new DropSetMembers(KEY, SET.withSize(2), MEMBERS.subList(0, 1)));

      assertEquals(new Loaded.Large(SET.withSize(3)), load(snapshot));
      assertEquals(3, members(snapshot));
      assertEquals(1, snapshot.index(fixture().address()));
    }
    try (StoreSnapshot snapshot = open()) {
      assertEquals(new Loaded.Large(SET.withSize(2)), load(snapshot));
      assertEquals(2, members(snapshot));
    }
  }

  @Test
  default void whatIsDroppedStaysInTheSnapshot() {
    fixture().write(new PutSetMembers(KEY, SET.withSize(3), MEMBERS));
    try (StoreSnapshot snapshot = open()) {
      fixture().write(new DropKey(KEY, ValueType.SET, 1, Expiry.NEVER, DropReason.DELETED));
      fixture().write(new ClearSlot(2));
      fixture().store().flush();

      assertEquals(3, members(snapshot));
    }
    try (StoreSnapshot snapshot = open()) {
      assertEquals(Loaded.ABSENT, load(snapshot));
    }
  }

  private StoreSnapshot open() {
    return fixture().store().openSnapshot(List.of(fixture().address()));
  }

  private Loaded load(StoreSnapshot snapshot) {
    return snapshot.load(fixture().address(), KEY, 0);
  }

  private int members(StoreSnapshot snapshot) {
    StoredCollection set =
        new StoredCollection(new SlotAddress(0, fixture().address().slot(), 1), ValueType.SET, 1);
    ElementQuery all = new ElementQuery.ByHash(Scan.START, StoreFixture.NO_LIMIT);
    return assertInstanceOf(Elements.Members.class, snapshot.read(set, all)).members().size();
  }

  @Test
  default void whateverCommandsDoASnapshotStaysAsItWas() {
    Seeds.each(
        3,
        random -> {
          openAnew();
          writeBehindASnapshot(random);
        });
  }

  private void writeBehindASnapshot(RandomGenerator random) {
    RandomMutations commands = RandomMutations.withBuilding(random);
    for (int i = 0; i < 5; i++) {
      writeSome(commands);
      Map<Bytes, ModelValue> then = new HashMap<>();
      try (StoreSnapshot snapshot = open()) {
        SlotAddress address = fixture().address();
        fixture().model().keys().keySet().forEach(key -> then.put(key, loaded(key)));
        writeSome(commands);
        fixture().store().flush();

        then.forEach(
            (key, value) ->
                assertEquals(
                    value,
                    StoreFixture.value(key, snapshot.load(address, key, StoreFixture.NO_LIMIT)),
                    key::toString));
      }
    }
  }

  private ModelValue loaded(Bytes key) {
    ModelValue value = fixture().load(key);
    if (value == null) {
      throw new AssertionError(key + " is not in the store");
    }
    return value;
  }

  private void writeSome(RandomMutations commands) {
    for (int i = 0; i < 30; i++) {
      fixture().write(commands.next().toArray(Mutation[]::new));
    }
  }
}
