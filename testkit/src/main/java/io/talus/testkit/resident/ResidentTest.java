package io.talus.testkit.resident;

import io.talus.application.port.ResidentSlot;
import io.talus.application.port.ResidentTier;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.util.List;

/** What the parts of the contract share. */
interface ResidentTest {
  Bytes KEY = Bytes.of("key");
  Bytes OTHER = Bytes.of("other");

  ResidentTier tier();

  /** A slot of the tier. */
  ResidentSlot slot();

  /** Begins again with an empty tier: each seed of a random test has its own. */
  void beginAnew();

  /** A key object that is equal to the given one, and not the same. */
  static Bytes equalTo(Bytes key) {
    return Bytes.copyOf(key.array(), 0, key.length());
  }

  static PutString text(Bytes key, String value) {
    return new PutString(key, Bytes.of(value), Expiry.NEVER, Expiry.NEVER);
  }

  static PutString expiring(Bytes key, long expireAt) {
    return new PutString(key, Bytes.of("v"), expireAt, Expiry.NEVER);
  }

  static DropKey drop(Bytes key) {
    return new DropKey(key, ValueType.STRING, 0, Expiry.NEVER, DropReason.DELETED);
  }

  static PutSetMembers set(Bytes key, long id) {
    CollectionHeader header = CollectionHeader.create(ValueType.SET, id).withSize(1);
    return new PutSetMembers(key, header, List.of(Bytes.of("m")));
  }
}
