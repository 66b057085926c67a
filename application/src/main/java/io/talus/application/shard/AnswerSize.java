package io.talus.application.shard;

import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.shard.ColdResult.SlotKeys;
import io.talus.application.shard.ColdResult.StoredKey;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.MutationSize;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ScoredMember;
import java.nio.IntBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers of the store take of the heap: their bytes, and so much for each element. */
final class AnswerSize {
  private static final int ELEMENT_BYTES = 64;

  private AnswerSize() {}

  static long bytes(ColdResult result) {
    return switch (result) {
      case ColdResult.Done _, ColdResult.Failed _ -> 0;
      case ColdResult.OfKey(Loaded loaded) -> loaded(loaded);
      case ColdResult.Found(Elements elements) -> bytes(elements);
      case ColdResult.KeyPage(List<SlotKeys> slots) -> keys(slots);
      case ColdResult.HashPage(IntBuffer hashes, _) -> (long) hashes.remaining() * Integer.BYTES;
    };
  }

  static long bytes(Elements answer) {
    return switch (answer) {
      case Elements.NotInMemory _, Elements.TooLarge _, Elements.Count _ -> 0;
      case Elements.Fields(List<HashField> fields, _) -> fields(fields);
      case Elements.Members(List<Bytes> members, _) -> members(members);
      case Elements.Scores(List<ScoredMember> members, _) -> scores(members);
      case Elements.Ranked ranked -> scores(ranked.members());
      case Elements.Entries entries -> entries(entries.entries());
      case Elements.Content(_, Bytes bytes) -> bytes.length();
    };
  }

  private static long keys(List<SlotKeys> slots) {
    long sum = 0;
    for (SlotKeys slot : slots) {
      for (StoredKey stored : slot.keys()) {
        sum += ELEMENT_BYTES + stored.key().length();
      }
    }
    return sum;
  }

  private static long loaded(Loaded loaded) {
    long sum = 0;
    if (loaded instanceof Loaded.Whole whole) {
      for (Mutation mutation : whole.contents()) {
        sum += MutationSize.bytes(mutation);
      }
    }
    return sum;
  }

  private static long fields(List<HashField> fields) {
    long sum = 0;
    for (HashField field : fields) {
      sum += ELEMENT_BYTES + field.name().length() + field.value().length();
    }
    return sum;
  }

  private static long members(List<Bytes> members) {
    long sum = 0;
    for (Bytes member : members) {
      sum += ELEMENT_BYTES + member.length();
    }
    return sum;
  }

  private static long scores(List<ScoredMember> members) {
    long sum = 0;
    for (ScoredMember member : members) {
      sum += ELEMENT_BYTES + member.member().length();
    }
    return sum;
  }

  private static long entries(@Nullable Bytes[] entries) {
    long sum = 0;
    for (Bytes entry : entries) {
      sum += ELEMENT_BYTES + (entry == null ? 0 : entry.length());
    }
    return sum;
  }
}
