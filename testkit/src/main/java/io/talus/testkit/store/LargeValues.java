package io.talus.testkit.store;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Values of thousands of elements, some of them long, each as what commands would do. */
final class LargeValues {
  private static final int ELEMENTS = 3_000;
  private static final long LIST_HEAD = -1_000;
  private static final long SPARSE_AT = 200_000;

  private final RandomGenerator random;

  private LargeValues(RandomGenerator random) {
    this.random = random;
  }

  /** One of each type, and some that are being built. */
  static List<Mutation[]> of(RandomGenerator random) {
    LargeValues values = new LargeValues(random);
    List<Mutation[]> units = new ArrayList<>();
    OfCollection set = values.set(1);
    units.add(new Mutation[] {set});
    units.add(
        new Mutation[] {new SetExpiry(set.key(), set.header().withExpireAt(500), Expiry.NEVER)});
    units.add(new Mutation[] {values.hash(2)});
    units.add(new Mutation[] {values.list(3)});
    units.add(new Mutation[] {values.string(4)});
    units.add(new Mutation[] {new BuildPart(values.set(5))});
    units.add(new Mutation[] {new BuildPart(values.list(6))});
    units.add(new Mutation[] {new BuildPart(values.string(7))});
    return units;
  }

  private static Bytes key(long id) {
    return Bytes.of("key of " + id);
  }

  private OfCollection set(long id) {
    List<Bytes> members = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      members.add(Bytes.of("member:" + i));
    }
    return new PutSetMembers(key(id), header(ValueType.SET, id), members);
  }

  private OfCollection hash(long id) {
    List<FieldChange> fields = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      long expireAt = i % 3 == 0 ? 1_000 + i : Expiry.NEVER;
      fields.add(new FieldChange(Bytes.of("field:" + i), value(), expireAt, Expiry.NEVER));
    }
    return new PutHashFields(key(id), header(ValueType.HASH, id), fields);
  }

  private OfCollection list(long id) {
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      entries.add(value());
    }
    CollectionHeader header =
        CollectionHeader.create(ValueType.LIST, id).withBounds(LIST_HEAD, ELEMENTS);
    return new PutListEntries(key(id), header, LIST_HEAD, entries);
  }

  private OfCollection string(long id) {
    byte[] patch = new byte[30_000];
    random.nextBytes(patch);
    CollectionHeader header =
        CollectionHeader.create(ValueType.STRING, id).withSize(SPARSE_AT + patch.length);
    return new PatchString(key(id), header, SPARSE_AT, Bytes.wrap(patch));
  }

  private static CollectionHeader header(ValueType type, long id) {
    return CollectionHeader.create(type, id).withSize(ELEMENTS);
  }

  private Bytes value() {
    byte[] value = new byte[random.nextInt(100) == 0 ? 20_000 : random.nextInt(40)];
    random.nextBytes(value);
    return Bytes.wrap(value);
  }
}
