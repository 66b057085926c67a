package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.domain.bytes.Bytes;

/** A page of a list that the writer has at hand. */
final class OpenPage {
  private final Bytes key;
  private final ListPage entries;
  private boolean mayBeStored;

  /**
   * @param key the page's key
   * @param mayBeStored whether the store may hold the page, so that dropping it takes a delete
   */
  OpenPage(Bytes key, ListPage entries, boolean mayBeStored) {
    this.key = key;
    this.entries = entries;
    this.mayBeStored = mayBeStored;
  }

  Bytes key() {
    return key;
  }

  ListPage entries() {
    return entries;
  }

  boolean mayBeStored() {
    return mayBeStored;
  }

  void stored() {
    mayBeStored = true;
  }
}
