package io.talus.adapters.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.Overwritten;
import io.talus.application.port.StoreBatch;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.Expiry;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More keys are overwritten unseen in one batch than are looked up one after the other. */
final class ManyUnseenTest {
  private static final int KEYS = 3000;

  @TempDir Path folder;
  private RocksDbStore store;
  private WrittenSlot slot;

  @BeforeEach
  void writeEveryThirdKey() {
    store =
        RocksDbStore.open(folder, RocksDbOptions.withMemory(16 << 20), ForkJoinPool.commonPool());
    slot = new WrittenSlot(store, 3);
    slot.write(
        mutations(KEYS / 3, i -> new PutString(key(3 * i), key(i), expiry(i), Expiry.NEVER)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static long expiry(int i) {
    return i % 2 == 0 ? 1000 : Expiry.NEVER;
  }

  private static Bytes key(int i) {
    return Bytes.of("key:" + i);
  }

  private static Mutation[] mutations(int count, IntFunction<Mutation> each) {
    return IntStream.range(0, count).mapToObj(each).toArray(Mutation[]::new);
  }

  private StoreBatch overwriteAll() {
    return slot.batch(mutations(KEYS, i -> new OverwriteString(key(i), Bytes.EMPTY, Expiry.NEVER)));
  }

  private void assertCounted() {
    assertEquals(new Overwritten(KEYS / 3, KEYS / 6), store.overwritten(slot.address()));
  }

  @Test
  void anUrgentBatchIsCounted() {
    store.apply(overwriteAll());

    assertCounted();
  }

  @Test
  void aBatchThatIsNotUrgentIsCounted() {
    StoreBatch batch = overwriteAll();
    store.apply(new StoreBatch(batch.mark(), false, batch::forEach));

    assertCounted();
  }
}
