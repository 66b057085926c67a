package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;
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
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.ScoredMember;
import java.util.List;

/**
 * How much room a mutation takes in a log, at the most: keys, values, and so much for each number.
 */
public final class MutationSize {
  /** A header, or whatever else a mutation has besides its elements. */
  private static final int FIXED_BYTES = 64;

  /** Lengths, scores and times of an element. */
  private static final int ELEMENT_BYTES = 24;

  private MutationSize() {}

  /** An upper bound of the mutation's bytes. */
  public static long bytes(Mutation mutation) {
    return FIXED_BYTES
        + switch (mutation) {
          case OfString put -> put.key().length() + put.value().length();
          case PatchString patch -> patch.key().length() + patch.patch().length();
          case PutHashFields put -> put.key().length() + fields(put.fields());
          case DropHashFields drop -> drop.key().length() + drops(drop.fields());
          case PutSetMembers put -> put.key().length() + all(put.members());
          case DropSetMembers drop -> drop.key().length() + all(drop.members());
          case PutScores put -> put.key().length() + scores(put.changes());
          case DropScores drop -> drop.key().length() + members(drop.members());
          case PutListEntries put -> put.key().length() + all(put.entries());
          case MoveKey move -> move.key().length() + move.to().length();
          case DropListRange drop -> drop.key().length();
          case SetExpiry set -> set.key().length();
          case PublishBuilt publish -> publish.key().length();
          case BuildPart build -> bytes(build.part());
          case AbandonBuilt _ -> 0;
          case DropKey drop -> drop.key().length();
          case ClearSlot _ -> 0;
        };
  }

  private static long all(List<Bytes> elements) {
    long sum = 0;
    for (int i = 0; i < elements.size(); i++) {
      sum += ELEMENT_BYTES + elements.get(i).length();
    }
    return sum;
  }

  private static long fields(List<FieldChange> fields) {
    long sum = 0;
    for (int i = 0; i < fields.size(); i++) {
      FieldChange field = fields.get(i);
      sum += ELEMENT_BYTES + field.name().length() + field.value().length();
    }
    return sum;
  }

  private static long drops(List<FieldDrop> fields) {
    long sum = 0;
    for (int i = 0; i < fields.size(); i++) {
      sum += ELEMENT_BYTES + fields.get(i).name().length();
    }
    return sum;
  }

  private static long scores(List<ScoreChange> changes) {
    long sum = 0;
    for (int i = 0; i < changes.size(); i++) {
      sum += ELEMENT_BYTES + changes.get(i).member().length();
    }
    return sum;
  }

  private static long members(List<ScoredMember> members) {
    long sum = 0;
    for (int i = 0; i < members.size(); i++) {
      sum += ELEMENT_BYTES + members.get(i).member().length();
    }
    return sum;
  }
}
