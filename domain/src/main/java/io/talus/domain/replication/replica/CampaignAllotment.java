package io.talus.domain.replication.replica;

/**
 * How many campaigns the slots of a node may begin at a time. When a node dies that led a thousand
 * slots, its voters would otherwise send as many requests in one moment, and time out on each
 * other.
 *
 * <p>Owned by one event loop; refilled once per tick.
 */
public final class CampaignAllotment {
  /** A node may begin 20 a tick of 10 ms: a thousand slots are through within half a second. */
  public static final int PER_TICK = 20;

  private final int perTick;
  private int left;

  public CampaignAllotment(int perTick) {
    this.perTick = perTick;
    this.left = perTick;
  }

  public void refill() {
    left = perTick;
  }

  boolean take() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
