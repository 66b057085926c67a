package io.talus.testkit.resident;

import io.talus.application.port.ResidentSlot;
import io.talus.application.port.ResidentTier;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract of {@link ResidentTier} and {@link ResidentSlot}: an adapter's test extends this
 * class. The behaviour itself stands in the interfaces, one for each side of it.
 */
public abstract class ResidentSlotContract
    implements AppliesMutations, ForgetsAndRemembers, WalksOverKeys {
  private ResidentTier tier;
  private ResidentSlot slot;

  /** A new, empty tier. */
  protected abstract ResidentTier create();

  @BeforeEach
  @Override
  public final void beginAnew() {
    tier = create();
    slot = tier.newSlot();
  }

  @Override
  public final ResidentTier tier() {
    return tier;
  }

  @Override
  public final ResidentSlot slot() {
    return slot;
  }
}
