package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.talus.application.port.ResidentTier;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import io.talus.testkit.resident.ResidentSlotContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryResidentSlotTest extends ResidentSlotContract {
  private static final Bytes KEY = Bytes.of("k");

  @Override
  protected ResidentTier create() {
    return new MemoryResidentTier();
  }

  @Test
  void aSetTakesThePlaceOfAStringThatNobodyDropped() {
    slot().apply(new PutString(KEY, Bytes.of("v"), 5, Expiry.NEVER), 1, true);
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(1);
    slot().apply(new PutSetMembers(KEY, header, List.of(Bytes.of("m"))), 2, true);

    assertEquals(ValueType.SET, slot().peek(KEY).type());
    assertEquals(1, slot().keys());
    assertEquals(0, slot().expiringKeys());
    assertEquals(Expiry.NEVER, slot().nextDue());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 256, 257, 5000})
  void whatALookUpHasFoundCountsUntilTheKeyChanges(int keyBytes) {
    Bytes asked = Bytes.wrap(new byte[keyBytes]);
    assertNull(slot().peek(asked));

    slot().apply(string(keyBytes), 1, true);
    assertEquals(ValueType.STRING, slot().peek(asked).type());
    Bytes dropped = Bytes.wrap(new byte[keyBytes]);
    slot()
        .apply(
            new DropKey(dropped, ValueType.STRING, 0, Expiry.NEVER, DropReason.DELETED), 2, true);
    assertNull(slot().peek(asked));

    slot().apply(string(keyBytes), 3, true);
    assertNotNull(slot().peek(asked));
    slot().clear();
    assertNull(slot().peek(asked));
    slot().install(List.of(string(keyBytes)), 0);
    assertNotNull(slot().peek(asked));
    slot().applied(3);
    slot().evict(3, 1, true, _ -> {});
    assertNull(slot().peek(asked));
  }

  private static PutString string(int keyBytes) {
    return new PutString(Bytes.wrap(new byte[keyBytes]), Bytes.of("v"), Expiry.NEVER, Expiry.NEVER);
  }

  @Test
  void theSizeOfATierIsThatOfAllItsSlots() {
    ResidentTier tier = tier();
    long empty = tier.sizeBytes();
    PutString put = new PutString(KEY, Bytes.of("v"), Expiry.NEVER, Expiry.NEVER);

    slot().apply(put, 1, true);
    long one = tier.sizeBytes() - empty;
    var second = tier.newSlot();
    long secondEmpty = tier.sizeBytes();
    second.apply(put, 1, true);

    assertEquals(one, tier.sizeBytes() - secondEmpty);
  }
}
