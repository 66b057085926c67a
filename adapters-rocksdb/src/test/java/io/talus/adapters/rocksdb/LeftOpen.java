package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ValueType;
import java.nio.file.Path;
import java.util.List;

/** A program that ends without closing its store, after the compaction filter was called. */
final class LeftOpen {
  private LeftOpen() {}

  public static void main(String[] arguments) {
    RocksDbStore store =
        RocksDbStore.open(Path.of(arguments[0]), RocksDbOptions.withMemory(16 << 20));
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1).withSize(1);
    new WrittenSlot(store, 1)
        .write(new PutSetMembers(Bytes.of("key"), header, List.of(Bytes.of("member"))));
    store.compact();
    if (arguments[1].equals("close")) {
      store.close();
    }
  }
}
