package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import io.talus.testkit.model.ModelValue.Chunks;
import io.talus.testkit.model.ModelValue.Text;
import org.junit.jupiter.api.Test;

/** Strings in one piece and in chunks. */
interface StoresStrings extends StoreTest {
  int CHUNK = StringValue.INLINE_BYTES_MAX;

  @Test
  default void anUnknownKeyIsAbsent() {
    assertNull(fixture().load(KEY));

    fixture().write(text(OTHER, "v"));

    assertNull(fixture().load(KEY));
    assertEquals(Loaded.ABSENT, fixture().store().load(fixture().address(), KEY, ReadTier.DISK, 1));
  }

  @Test
  default void aStringIsStoredAndOverwritten() {
    fixture().write(text(KEY, "first"));
    fixture().write(new PutString(KEY, Bytes.of("second"), 1000, Expiry.NEVER));

    assertEquals(new Text(Bytes.of("second"), 1000), fixture().load(KEY));

    fixture().write(new PutString(KEY, Bytes.of("third"), Expiry.NEVER, 1000));
    assertEquals(new Text(Bytes.of("third"), Expiry.NEVER), fixture().load(KEY));
  }

  @Test
  default void emptyAndLongestKeysAndStringsAreStored() {
    Bytes longKey = Bytes.wrap(new byte[5000]);
    Bytes longest = Bytes.wrap(new byte[CHUNK]);

    fixture().write(new PutString(Bytes.EMPTY, longest, Expiry.NEVER, Expiry.NEVER));
    fixture().write(text(longKey, ""));

    fixture().assertStored(Bytes.EMPTY, longKey);
  }

  @Test
  default void keysThatDifferInZeroBytesAreDifferent() {
    Bytes one = Bytes.wrap(new byte[1]);
    Bytes two = Bytes.wrap(new byte[2]);

    fixture().write(text(one, "1"));
    fixture().write(text(two, "2"));
    fixture().write(new DropKey(one, ValueType.STRING, 0, Expiry.NEVER, DropReason.DELETED));

    assertNull(fixture().load(one));
    fixture().assertStored(two);
  }

  @Test
  default void aDroppedStringIsAbsentAndMayComeBack() {
    fixture().write(text(KEY, "v"));
    fixture().write(new DropKey(KEY, ValueType.STRING, 0, Expiry.NEVER, DropReason.DELETED));

    assertNull(fixture().load(KEY));

    fixture().write(text(KEY, "w"));
    assertEquals(new Text(Bytes.of("w"), Expiry.NEVER), fixture().load(KEY));
  }

  @Test
  default void whatWasNeverWrittenOfALongStringIsZeros() {
    CollectionHeader header = chunks(1, 10L * CHUNK + 5);

    fixture().write(new PatchString(KEY, header, 10L * CHUNK + 3, Bytes.of("ab")));

    Chunks stored = assertInstanceOf(Chunks.class, fixture().load(KEY));
    assertEquals(10L * CHUNK + 5, stored.bytes().length());
    fixture().assertStored(KEY);
  }

  @Test
  default void patchesReplaceAndLengthenALongString() {
    fixture().write(new PatchString(KEY, chunks(1, 3L * CHUNK), 0, filled(3 * CHUNK, 'a')));
    fixture().write(new PatchString(KEY, chunks(1, 3L * CHUNK), CHUNK - 2, Bytes.of("12345")));
    fixture().write(new PatchString(KEY, chunks(1, 3L * CHUNK), 5, Bytes.EMPTY));
    fixture().write(new PatchString(KEY, chunks(1, 5L * CHUNK + 1), 5L * CHUNK, Bytes.of("x")));

    fixture().assertStored(KEY);

    reopen();
    fixture().assertStored(KEY);
  }

  @Test
  default void patchesOfOneBatchComeInOrder() {
    CollectionHeader header = chunks(1, 2L * CHUNK);
    fixture()
        .write(
            new PatchString(KEY, header, 0, filled(2 * CHUNK, 'a')),
            new PatchString(KEY, header, 10, filled(100, 'b')),
            new PatchString(KEY, header, 50, filled(10, 'c')),
            new PatchString(KEY, header, CHUNK - 1, filled(2, 'd')));

    fixture().assertStored(KEY);
  }

  @Test
  default void aLongStringBecomesAShortOneAndLongAgain() {
    fixture().write(new PatchString(KEY, chunks(1, 2L * CHUNK), 0, filled(2 * CHUNK, 'a')));
    fixture()
        .write(
            new DropKey(KEY, ValueType.STRING, 1, Expiry.NEVER, DropReason.OVERWRITTEN),
            text(KEY, "short"));
    fixture().assertStored(KEY);

    fixture()
        .write(
            new DropKey(KEY, ValueType.STRING, 0, Expiry.NEVER, DropReason.OVERWRITTEN),
            new PatchString(KEY, chunks(2, 2L * CHUNK), 2L * CHUNK - 1, Bytes.of("z")));
    fixture().assertStored(KEY);
  }

  @Test
  default void aLongStringExpiresAndMoves() {
    CollectionHeader header = chunks(1, 2L * CHUNK);
    fixture().write(new PatchString(KEY, header, 0, filled(2 * CHUNK, 'a')));
    fixture().write(new SetExpiry(KEY, header.withExpireAt(500), Expiry.NEVER));
    fixture().write(new MoveKey(KEY, OTHER, header.withExpireAt(500)));

    assertNull(fixture().load(KEY));
    fixture().assertStored(OTHER);
  }

  @Test
  default void aLongStringAboveTheLimitComesAsItsHeader() {
    CollectionHeader header = chunks(1, 3L * CHUNK);
    fixture().write(new PatchString(KEY, header, 0, filled(3 * CHUNK, 'a')));

    assertEquals(
        new Loaded.Large(header),
        fixture().store().load(fixture().address(), KEY, ReadTier.DISK, 2));
    assertInstanceOf(
        Loaded.Whole.class, fixture().store().load(fixture().address(), KEY, ReadTier.DISK, 3));
  }

  private static PutString text(Bytes key, String value) {
    return new PutString(key, Bytes.of(value), Expiry.NEVER, Expiry.NEVER);
  }

  private static CollectionHeader chunks(long id, long size) {
    return CollectionHeader.create(ValueType.STRING, id).withSize(size);
  }

  private static Bytes filled(int length, char with) {
    return Bytes.of(String.valueOf(with).repeat(length));
  }
}
