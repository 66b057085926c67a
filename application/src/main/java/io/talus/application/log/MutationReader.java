package io.talus.application.log;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what {@link MutationWriter} has written: one after the other, by one thread. */
final class MutationReader {
  private ByteSource source = ByteSource.EMPTY;

  /** Of the last mutation: the next is often of the same key. */
  private Bytes key = Bytes.EMPTY;

  Mutation read(ByteSource from) {
    source = from;
    int code = source.u8();
    return switch (code) {
      case MutationCode.PUT_STRING ->
          new PutString(key(), source.bytes(), source.time(), source.time());
      case MutationCode.OVERWRITE_STRING ->
          new OverwriteString(key(), source.bytes(), source.time());
      case MutationCode.DROP_KEY -> dropKey();
      case MutationCode.CLEAR_SLOT -> new ClearSlot(source.varint());
      case MutationCode.BUILD_PART -> buildPart();
      case MutationCode.ABANDON_BUILT ->
          new AbandonBuilt(ValueType.ofCode(source.u8()), source.varint());
      default -> ofCollection(code, key());
    };
  }

  private Bytes key() {
    key = source.bytes(key);
    return key;
  }

  private Mutation dropKey() {
    return new DropKey(
        key(),
        ValueType.ofCode(source.u8()),
        source.varint(),
        source.time(),
        DropReason.ofCode(source.u8()));
  }

  private Mutation buildPart() {
    int code = source.u8();
    return new BuildPart(ofCollection(code, key()));
  }

  private OfCollection ofCollection(int code, Bytes ofKey) {
    CollectionHeader header = header();
    return switch (code) {
      case MutationCode.PATCH_STRING ->
          new PatchString(ofKey, header, source.varint(), source.bytes());
      case MutationCode.PUT_HASH_FIELDS ->
          new PutHashFields(ofKey, header, list(this::fieldChange));
      case MutationCode.DROP_HASH_FIELDS ->
          new DropHashFields(ofKey, header, list(this::fieldDrop), DropReason.ofCode(source.u8()));
      case MutationCode.PUT_SET_MEMBERS -> new PutSetMembers(ofKey, header, byteStrings());
      case MutationCode.DROP_SET_MEMBERS -> new DropSetMembers(ofKey, header, byteStrings());
      case MutationCode.PUT_SCORES -> new PutScores(ofKey, header, list(this::scoreChange));
      case MutationCode.DROP_SCORES -> new DropScores(ofKey, header, list(this::scoredMember));
      case MutationCode.PUT_LIST_ENTRIES ->
          new PutListEntries(ofKey, header, source.zigzag(), byteStrings());
      case MutationCode.DROP_LIST_RANGE ->
          new DropListRange(ofKey, header, source.zigzag(), source.zigzag());
      case MutationCode.SET_EXPIRY -> new SetExpiry(ofKey, header, source.time());
      case MutationCode.MOVE_KEY -> new MoveKey(ofKey, source.bytes(), header);
      case MutationCode.PUBLISH_BUILT -> new PublishBuilt(ofKey, header);
      default -> throw new FormatException("mutation code: " + code + " (expected: 1..18)");
    };
  }

  private CollectionHeader header() {
    return new CollectionHeader(
        ValueType.ofCode(source.u8()),
        source.varint(),
        source.varint(),
        source.zigzag(),
        source.time());
  }

  private FieldChange fieldChange() {
    return new FieldChange(source.bytes(), source.bytes(), source.time(), source.time());
  }

  private FieldDrop fieldDrop() {
    return new FieldDrop(source.bytes(), source.time());
  }

  private ScoreChange scoreChange() {
    return new ScoreChange(source.bytes(), source.float64(), source.float64());
  }

  private ScoredMember scoredMember() {
    return new ScoredMember(source.bytes(), source.float64());
  }

  /** Most commands name one. */
  private List<Bytes> byteStrings() {
    int count = source.elements();
    return count == 1 ? List.of(source.bytes()) : list(count, source::bytes);
  }

  private <T> List<T> list(Supplier<T> element) {
    return list(source.elements(), element);
  }

  private static <T> List<T> list(int count, Supplier<T> element) {
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return list;
  }
}
