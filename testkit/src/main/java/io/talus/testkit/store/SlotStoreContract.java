package io.talus.testkit.store;

import io.talus.application.port.SlotStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract of {@link SlotStore}: an adapter's test extends this class and says how its stores
 * are opened. The behaviour itself stands in the interfaces, one for each side of it.
 */
public abstract class SlotStoreContract
    implements StoresStrings,
        StoresCollections,
        StoresSlots,
        DropsSlots,
        TakesInSlots,
        OverwritesUnseen,
        ScansAndExpiry,
        OpensSnapshots,
        ServesInPlace,
        SurvivesCrashes {
  private StoreFixture fixture;

  /** A new, empty store. */
  protected abstract SlotStore create();

  /** Closes the store and opens its data again; everything was flushed before. */
  protected abstract SlotStore reopen(SlotStore store);

  /**
   * What a process finds that opens the store's data after the machine has failed just now. The
   * store given is not used again.
   */
  protected abstract SlotStore crash(SlotStore store);

  /** A store that starts from what {@link SlotStore#checkpoint} has written. */
  protected abstract SlotStore startFrom(SlotStore store, Path checkpoint);

  @BeforeEach
  void openStore() {
    fixture = new StoreFixture(create());
  }

  @AfterEach
  void closeStore() {
    fixture.close();
  }

  @Override
  public final StoreFixture fixture() {
    return fixture;
  }

  @Override
  public final void openAnew() {
    fixture.close();
    fixture = new StoreFixture(create());
  }

  @Override
  public final void startEmpty() {
    fixture.store().close();
    fixture.use(create());
  }

  @Override
  public final void reopen() {
    fixture.store().flush();
    fixture.use(reopen(fixture.store()));
  }

  @Override
  public final void crash() {
    fixture.use(crash(fixture.store()));
  }

  @Override
  public final SlotStore startFrom(Path checkpoint) {
    return startFrom(fixture.store(), checkpoint);
  }
}
