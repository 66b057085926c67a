package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PatchString;

/**
 * Writes long strings in chunks. A chunk is put whole, once a batch, for the reason that {@link
 * ListWriter} gives; chunks that were never written do not exist and read as zeros.
 */
final class ChunkWriter {
  /** Chunks of the strings that were patched last: 4 MB. */
  private static final int CHUNKS_KEPT = 1024;

  private static final byte[] NOTHING = {};

  private final WriteSet elements;
  private final StoreSource store;
  private final PageCache<StringChunk> chunks = new PageCache<>(CHUNKS_KEPT);
  private final LayoutSink key = new LayoutSink(64);
  private final LayoutSink value = new LayoutSink(ElementLayout.CHUNK_BYTES);

  ChunkWriter(WriteSets sets, StoreSource store) {
    this.elements = sets.of(Family.ELEMENTS);
    this.store = store;
  }

  void patch(SlotChange slot, PatchString patch) {
    long offset = patch.offset();
    long end = offset + patch.patch().length();
    while (offset < end) {
      long number = offset / ElementLayout.CHUNK_BYTES;
      long stop = Math.min(end, (number + 1) * ElementLayout.CHUNK_BYTES);
      StringChunk chunk = chunkToPatch(slot, patch, number);
      int from = (int) (offset - patch.offset());
      int at = (int) (offset - number * ElementLayout.CHUNK_BYTES);
      chunk.patch(at, patch.patch().array(), from, (int) (stop - offset));
      chunks.change(chunk.key(), chunk);
      offset = stop;
    }
  }

  /** Hands over the chunks that the batch changed. */
  void finish() {
    for (StringChunk chunk : chunks.changed()) {
      key.clear().bytes(chunk.key());
      value.clear().bytes(chunk.bytes(), 0, chunk.length());
      elements.put(key, value);
    }
  }

  void applied() {
    chunks.applied();
  }

  void failed() {
    chunks.failed();
  }

  private StringChunk chunkToPatch(SlotChange slot, PatchString patch, long number) {
    long id = patch.header().id();
    ElementLayout.chunk(key.clear(), slot.prefix(), id, number);
    Bytes chunkKey = key.toBytes();
    StringChunk chunk = chunks.find(chunkKey);
    if (chunk != null) {
      return chunk;
    }
    byte[] stored =
        slot.isNew(id) || covers(patch, number) ? null : store.read(Family.ELEMENTS, key);
    return new StringChunk(chunkKey, stored == null ? NOTHING : stored);
  }

  /** Whether the patch leaves nothing of what the chunk held. */
  private static boolean covers(PatchString patch, long number) {
    long start = number * ElementLayout.CHUNK_BYTES;
    long end = Math.min(start + ElementLayout.CHUNK_BYTES, patch.header().size());
    return patch.offset() <= start && patch.offset() + patch.patch().length() >= end;
  }
}
