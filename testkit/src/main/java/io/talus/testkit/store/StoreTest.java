package io.talus.testkit.store;

import io.talus.application.port.SlotStore;
import io.talus.domain.bytes.Bytes;
import java.nio.file.Path;

/** What the parts of the contract share. */
interface StoreTest {
  Bytes KEY = Bytes.of("key");
  Bytes OTHER = Bytes.of("other");

  /** The store of this test. */
  StoreFixture fixture();

  /** The fixture begins again with an empty store: each seed of a random test has its own. */
  void openAnew();

  /** An empty store takes the place of this one; the log and what it made are the same. */
  void startEmpty();

  /** Flushes, closes and opens the store. */
  void reopen();

  /** The machine fails and starts again. */
  void crash();

  /** A second store, which starts from a checkpoint; the test closes it. */
  SlotStore startFrom(Path checkpoint);
}
