package io.talus.application.directory;

import io.talus.application.command.KeySpec;
import java.util.List;

/**
 * The keys of a command as first, last and step, which old clients know: key specifications at
 * fixed places that follow each other become one range; of the others nothing can be said.
 */
record LegacyKeys(int first, int last, int step, boolean isIncomplete) {
  private static final LegacyKeys NONE = new LegacyKeys(0, 0, 0, false);

  static LegacyKeys of(List<KeySpec> specs) {
    LegacyKeys keys = NONE;
    boolean incomplete = false;
    for (KeySpec spec : specs) {
      if (spec.begin() instanceof KeySpec.Begin.Index index
          && spec.find() instanceof KeySpec.Find.Range range
          && follows(keys, index.position())) {
        keys = keys.extended(index.position(), range);
      } else {
        incomplete = true;
      }
    }
    return new LegacyKeys(keys.first, keys.last, keys.step, incomplete);
  }

  private static boolean follows(LegacyKeys keys, int position) {
    return keys.first == 0 || (keys.last > 0 && position == keys.last + keys.step);
  }

  private LegacyKeys extended(int position, KeySpec.Find.Range range) {
    int end = range.last() < 0 ? range.last() : position + range.last();
    return new LegacyKeys(first == 0 ? position : first, end, range.step(), false);
  }
}
