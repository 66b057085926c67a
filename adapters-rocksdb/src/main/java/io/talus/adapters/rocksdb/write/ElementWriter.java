package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.ExpiryLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ScoreLayout;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropScores;
import io.talus.domain.mutation.Mutation.DropSetMembers;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ScoredMember;

/** Writes the fields and members of hashes, sets and sorted sets, with their indexes. */
final class ElementWriter {
  private final WriteSet elements;
  private final WriteSet scores;
  private final WriteSet expiry;
  private final LayoutSink key = new LayoutSink(256);
  private final LayoutSink value = new LayoutSink(1024);

  private final CountWriter counts;

  ElementWriter(WriteSets sets, CountWriter counts) {
    this.counts = counts;
    this.elements = sets.of(Family.ELEMENTS);
    this.scores = sets.of(Family.SCORES);
    this.expiry = sets.of(Family.EXPIRY);
  }

  void putFields(SlotChange slot, PutHashFields put) {
    long id = put.header().id();
    for (int i = 0; i < put.fields().size(); i++) {
      FieldChange field = put.fields().get(i);
      ElementLayout.fieldValue(value.clear(), field.value(), field.expireAt());
      putElement(slot, id, field.name());
      if (field.previousExpireAt() != field.expireAt()) {
        dropFieldExpiry(slot, id, field.name(), field.previousExpireAt());
        addFieldExpiry(slot, id, field.name(), field.expireAt());
      }
    }
  }

  void dropFields(SlotChange slot, DropHashFields drop) {
    long id = drop.header().id();
    for (int i = 0; i < drop.fields().size(); i++) {
      FieldDrop field = drop.fields().get(i);
      dropElement(slot, id, field.name());
      dropFieldExpiry(slot, id, field.name(), field.previousExpireAt());
    }
  }

  void putMembers(SlotChange slot, PutSetMembers put) {
    ElementLayout.present(value.clear());
    for (int i = 0; i < put.members().size(); i++) {
      putElement(slot, put.header().id(), put.members().get(i));
    }
  }

  void dropMembers(SlotChange slot, DropSetMembers drop) {
    for (int i = 0; i < drop.members().size(); i++) {
      dropElement(slot, drop.header().id(), drop.members().get(i));
    }
  }

  void putScores(SlotChange slot, PutScores put) {
    long id = put.header().id();
    for (int i = 0; i < put.changes().size(); i++) {
      ScoreChange change = put.changes().get(i);
      ElementLayout.score(value.clear(), change.score());
      putElement(slot, id, change.member());
      if (!Double.isNaN(change.previousScore())) {
        dropScore(slot, id, change.previousScore(), change.member());
      }
      addScore(slot, id, change.score(), change.member());
    }
    counts.put(slot, put);
  }

  void dropScores(SlotChange slot, DropScores drop) {
    long id = drop.header().id();
    for (int i = 0; i < drop.members().size(); i++) {
      ScoredMember member = drop.members().get(i);
      dropElement(slot, id, member.member());
      dropScore(slot, id, member.score(), member.member());
    }
    counts.drop(slot, drop);
  }

  private void putElement(SlotChange slot, long id, Bytes member) {
    ElementLayout.member(key.clear(), slot.prefix(), id, member);
    if (slot.isNew(id)) {
      elements.insert(key, value);
    } else {
      elements.put(key, value);
    }
  }

  private void dropElement(SlotChange slot, long id, Bytes member) {
    ElementLayout.member(key.clear(), slot.prefix(), id, member);
    elements.delete(key);
  }

  /** The index has one entry a member: it is not there before the score that leads to it. */
  private void addScore(SlotChange slot, long id, double score, Bytes member) {
    ScoreLayout.key(key.clear(), slot.prefix(), id, score, member);
    ScoreLayout.value(value.clear(), score);
    scores.insert(key, value);
  }

  private void dropScore(SlotChange slot, long id, double score, Bytes member) {
    ScoreLayout.key(key.clear(), slot.prefix(), id, score, member);
    scores.delete(key);
  }

  private void addFieldExpiry(SlotChange slot, long id, Bytes field, long expireAt) {
    if (expireAt != Expiry.NEVER) {
      ExpiryLayout.field(key.clear(), slot.prefix(), expireAt, id, field);
      ExpiryLayout.present(value.clear());
      expiry.insert(key, value);
      slot.expects(expireAt);
    }
  }

  private void dropFieldExpiry(SlotChange slot, long id, Bytes field, long expireAt) {
    if (expireAt != Expiry.NEVER) {
      ExpiryLayout.field(key.clear(), slot.prefix(), expireAt, id, field);
      expiry.delete(key);
    }
  }
}
