package io.talus.adapters.rocksdb.write;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that are written whole although a batch changes only a part of them: those of this batch,
 * and those that were changed last before it, so that the ends of busy lists are not read again.
 *
 * @param <P> a page of a list or a chunk of a string; mutable
 */
final class PageCache<P> {
  private final int pagesMax;
  private final Map<Bytes, P> changed = new LinkedHashMap<>();
  private final LinkedHashMap<Bytes, P> recent = new LinkedHashMap<>();

  PageCache(int pagesMax) {
    this.pagesMax = pagesMax;
  }

  /** The page as this batch has made it so far, if it is at hand. */
  @Nullable P find(Bytes key) {
    P page = changed.get(key);
    return page == null ? recent.get(key) : page;
  }

  /** The page was read, and is as the store has it. */
  void keep(Bytes key, P page) {
    recent.put(key, page);
  }

  /** The page will be written at the end of the batch. */
  void change(Bytes key, P page) {
    changed.put(key, page);
  }

  void forget(Bytes key) {
    changed.remove(key);
    recent.remove(key);
  }

  /** The pages to write. */
  Collection<P> changed() {
    return changed.values();
  }

  /** A copy of the keys of all pages at hand. */
  List<Bytes> keys() {
    List<Bytes> keys = new ArrayList<>(recent.keySet());
    keys.addAll(changed.keySet());
    return keys;
  }

  /** The batch is in the store: its pages are now the most recent ones. */
  void applied() {
    changed.forEach(
        (key, page) -> {
          recent.remove(key);
          recent.put(key, page);
        });
    changed.clear();
    Iterator<Bytes> oldest = recent.keySet().iterator();
    while (recent.size() > pagesMax) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The batch is not in the store: what the pages say is not true. */
  void failed() {
    changed.clear();
    recent.clear();
  }
}
