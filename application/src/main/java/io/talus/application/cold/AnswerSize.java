package io.talus.application.cold;

import io.talus.application.cold.ColdResult.SlotKeys;
import io.talus.application.cold.ColdResult.StoredKey;
import io.talus.application.inplace.ElementsSize;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.MutationSize;
import java.nio.IntBuffer;
import java.util.List;

/** What answers of the store take of the heap. */
final class AnswerSize {
  private AnswerSize() {}

  static long bytes(ColdResult result) {
    return switch (result) {
      case ColdResult.Done _, ColdResult.Failed _ -> 0;
      case ColdResult.OfKey(Loaded loaded) -> loaded(loaded);
      case ColdResult.Found(Elements elements) -> ElementsSize.bytes(elements);
      case ColdResult.KeyPage(List<SlotKeys> slots) -> keys(slots);
      case ColdResult.HashPage(IntBuffer hashes, _) -> (long) hashes.remaining() * Integer.BYTES;
    };
  }

  private static long keys(List<SlotKeys> slots) {
    long sum = 0;
    for (SlotKeys slot : slots) {
      for (StoredKey stored : slot.keys()) {
        sum += ElementsSize.ELEMENT_BYTES + stored.key().length();
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
}
