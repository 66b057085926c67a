package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ResidentSlot;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.mutation.Rebuild;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Rebuild} on the values of this adapter; the contracts compare what it makes. */
final class RebuildTest {
  private static final Bytes KEY = Bytes.of("key");
  private static final Bytes COPY = Bytes.of("copy");

  private final ResidentSlot slot = new MemoryResidentTier().newSlot();

  @Test
  void aStringInOnePieceNeedsNoId() {
    Value value = applied(new PutString(KEY, Bytes.of("v"), 7, Expiry.NEVER));

    assertEquals(
        List.of(new PutString(COPY, Bytes.of("v"), 50, Expiry.NEVER)),
        Rebuild.of(COPY, value, 0, 50));
  }

  @Test
  void aBigCollectionComesInPortionsUnderOneHeader() {
    List<Bytes> members = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      members.add(Bytes.of(i));
    }
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 3).withSize(2500);
    Value value = applied(new PutSetMembers(KEY, header, members));

    List<Mutation.OfKey> mutations = Rebuild.of(COPY, value, 9, Expiry.NEVER);

    assertEquals(3, mutations.size());
    CollectionHeader copied = CollectionHeader.create(ValueType.SET, 9).withSize(2500);
    for (Mutation.OfKey mutation : mutations) {
      PutSetMembers put = (PutSetMembers) mutation;
      assertEquals(copied, put.header());
      assertTrue(put.members().size() <= 1000);
    }
    assertEquals(2500, ((SetValue) appliedAll(mutations)).size());
  }

  @Test
  void aNewExpiryOfACollectionIsSaidAtTheEnd() {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 3).withSize(1);
    Value value = applied(new PutSetMembers(KEY, header, List.of(Bytes.of("m"))));

    List<Mutation.OfKey> mutations = Rebuild.of(COPY, value, 3, 700);

    assertEquals(new SetExpiry(COPY, header.withExpireAt(700), Expiry.NEVER), mutations.getLast());
    assertEquals(700, appliedAll(mutations).expireAt());
  }

  @Test
  void theZerosOfASparseStringAreLeftOut() {
    CollectionHeader header = CollectionHeader.create(ValueType.STRING, 3).withSize(100_000_000);
    Value value = applied(new PatchString(KEY, header, 50_000_000, Bytes.of("abc")));

    List<Mutation.OfKey> mutations = Rebuild.of(COPY, value, 3, Expiry.NEVER);

    assertEquals(1, mutations.size());
  }

  @Test
  void aStringOfZerosIsStillAString() {
    CollectionHeader header = CollectionHeader.create(ValueType.STRING, 3).withSize(20_000);
    Value value = applied(new PatchString(KEY, header, 19_999, Bytes.wrap(new byte[1])));

    List<Mutation.OfKey> mutations = Rebuild.of(COPY, value, 3, Expiry.NEVER);

    assertEquals(1, mutations.size());
    assertEquals(ValueType.STRING, appliedAll(mutations).type());
  }

  private Value applied(Mutation.OfKey mutation) {
    slot.apply(mutation, 1, false);
    return slot.peek(KEY);
  }

  private Value appliedAll(List<Mutation.OfKey> mutations) {
    slot.install(mutations, 1);
    return slot.peek(COPY);
  }
}
