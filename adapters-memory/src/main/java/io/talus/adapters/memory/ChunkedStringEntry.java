package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.SparseBytes;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;

/** A string in sparse chunks, patched in place. */
final class ChunkedStringEntry extends CollectionEntry implements StringValue {
  private final SparseBytes chunks = new SparseBytes();

  ChunkedStringEntry(Bytes key, CollectionHeader header) {
    super(key, header);
  }

  void patch(PatchString patch) {
    chunks.write(patch.offset(), patch.patch().array());
  }

  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  public long length() {
    return header().size();
  }

  @Override
  public Bytes bytes() {
    return range(0, length());
  }

  @Override
  public Bytes range(long from, long to) {
    return Bytes.wrap(chunks.read(from, to));
  }

  @Override
  long contentBytes() {
    return chunks.sizeBytes();
  }
}
