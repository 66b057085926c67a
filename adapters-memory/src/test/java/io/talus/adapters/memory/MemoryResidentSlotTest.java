package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.talus.application.port.ResidentSlot;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryResidentSlotTest {
  private static final Bytes KEY = Bytes.of("k");

  private final MemoryResidentTier tier = new MemoryResidentTier();
  private final ResidentSlot slot = tier.newSlot();

  @Test
  void aStringIsFoundAfterItWasPut() {
    slot.apply(new PutString(KEY, Bytes.of("v"), Expiry.NEVER, Expiry.NEVER), 1, true);

    assertEquals(Bytes.of("v"), ((StringValue) slot.find(Bytes.of("k"), 1)).bytes());
  }

  @Test
  void aSetTakesThePlaceOfAString() {
    slot.apply(new PutString(KEY, Bytes.of("v"), Expiry.NEVER, Expiry.NEVER), 1, true);
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(1);
    slot.apply(new PutSetMembers(KEY, header, List.of(Bytes.of("m"))), 2, true);

    assertEquals(1, ((SetValue) slot.peek(KEY)).size());
    assertEquals(1, slot.keys());
  }

  @Test
  void whatIsDroppedGivesBackItsMemory() {
    long empty = tier.sizeBytes();
    assertNull(slot.find(KEY, 1));
    slot.apply(new PutString(KEY, Bytes.of("v"), 5, Expiry.NEVER), 1, true);
    slot.apply(new DropKey(KEY, ValueType.STRING, 0, 5, DropReason.DELETED), 2, false);

    assertNull(slot.find(KEY, 1));
    assertEquals(empty, tier.sizeBytes());
    assertEquals(0, slot.expiringKeys());
  }
}
