package io.talus.application.log;

import io.talus.domain.bytes.Bytes;
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
import io.talus.domain.mutation.Mutation.OfString;
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
import java.util.List;

/** Writes mutations: the code, the key, then the fields in the order of the record's components. */
final class MutationWriter {
  private MutationWriter() {}

  static void write(Mutation mutation, ByteSink sink) {
    switch (mutation) {
      case PutString put -> {
        string(MutationCode.PUT_STRING, put, sink);
        sink.time(put.previousExpireAt());
      }
      case OverwriteString put -> string(MutationCode.OVERWRITE_STRING, put, sink);
      case PatchString patch -> {
        begin(MutationCode.PATCH_STRING, patch.key(), patch.header(), sink);
        sink.varint(patch.offset());
        sink.bytes(patch.patch());
      }
      case PutHashFields put -> putHashFields(put, sink);
      case DropHashFields drop -> dropHashFields(drop, sink);
      case PutSetMembers put -> {
        begin(MutationCode.PUT_SET_MEMBERS, put.key(), put.header(), sink);
        all(put.members(), sink);
      }
      case DropSetMembers drop -> {
        begin(MutationCode.DROP_SET_MEMBERS, drop.key(), drop.header(), sink);
        all(drop.members(), sink);
      }
      case PutScores put -> putScores(put, sink);
      case DropScores drop -> dropScores(drop, sink);
      case PutListEntries put -> {
        begin(MutationCode.PUT_LIST_ENTRIES, put.key(), put.header(), sink);
        sink.zigzag(put.first());
        all(put.entries(), sink);
      }
      case DropListRange drop -> {
        begin(MutationCode.DROP_LIST_RANGE, drop.key(), drop.header(), sink);
        sink.zigzag(drop.from());
        sink.zigzag(drop.to());
      }
      case SetExpiry set -> {
        begin(MutationCode.SET_EXPIRY, set.key(), set.header(), sink);
        sink.time(set.previousExpireAt());
      }
      case MoveKey move -> {
        begin(MutationCode.MOVE_KEY, move.key(), move.header(), sink);
        sink.bytes(move.to());
      }
      case DropKey drop -> dropKey(drop, sink);
      case PublishBuilt publish ->
          begin(MutationCode.PUBLISH_BUILT, publish.key(), publish.header(), sink);
      case BuildPart build -> {
        sink.u8(MutationCode.BUILD_PART);
        write(build.part(), sink);
      }
      case AbandonBuilt abandon -> {
        sink.u8(MutationCode.ABANDON_BUILT);
        sink.u8(abandon.type().code());
        sink.varint(abandon.id());
      }
      case ClearSlot clear -> {
        sink.u8(MutationCode.CLEAR_SLOT);
        sink.varint(clear.newIncarnation());
      }
    }
  }

  private static void begin(int code, Bytes key, CollectionHeader header, ByteSink sink) {
    sink.u8(code);
    sink.bytes(key);
    sink.u8(header.type().code());
    sink.varint(header.id());
    sink.varint(header.size());
    sink.zigzag(header.head());
    sink.time(header.expireAt());
  }

  private static void string(int code, OfString put, ByteSink sink) {
    sink.u8(code);
    sink.bytes(put.key());
    sink.bytes(put.value());
    sink.time(put.expireAt());
  }

  private static void dropKey(DropKey drop, ByteSink sink) {
    sink.u8(MutationCode.DROP_KEY);
    sink.bytes(drop.key());
    sink.u8(drop.type().code());
    sink.varint(drop.collectionId());
    sink.time(drop.previousExpireAt());
    sink.u8(drop.reason().code());
  }

  private static void putHashFields(PutHashFields put, ByteSink sink) {
    begin(MutationCode.PUT_HASH_FIELDS, put.key(), put.header(), sink);
    sink.varint(put.fields().size());
    for (FieldChange field : put.fields()) {
      sink.bytes(field.name());
      sink.bytes(field.value());
      sink.time(field.expireAt());
      sink.time(field.previousExpireAt());
    }
  }

  private static void dropHashFields(DropHashFields drop, ByteSink sink) {
    begin(MutationCode.DROP_HASH_FIELDS, drop.key(), drop.header(), sink);
    sink.varint(drop.fields().size());
    for (FieldDrop field : drop.fields()) {
      sink.bytes(field.name());
      sink.time(field.previousExpireAt());
    }
    sink.u8(drop.reason().code());
  }

  private static void putScores(PutScores put, ByteSink sink) {
    begin(MutationCode.PUT_SCORES, put.key(), put.header(), sink);
    sink.varint(put.changes().size());
    for (ScoreChange change : put.changes()) {
      sink.bytes(change.member());
      sink.float64(change.score());
      sink.float64(change.previousScore());
    }
  }

  private static void dropScores(DropScores drop, ByteSink sink) {
    begin(MutationCode.DROP_SCORES, drop.key(), drop.header(), sink);
    sink.varint(drop.members().size());
    for (ScoredMember member : drop.members()) {
      sink.bytes(member.member());
      sink.float64(member.score());
    }
  }

  private static void all(List<Bytes> items, ByteSink sink) {
    sink.varint(items.size());
    for (int i = 0; i < items.size(); i++) {
      sink.bytes(items.get(i));
    }
  }
}
