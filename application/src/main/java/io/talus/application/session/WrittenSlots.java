package io.talus.application.session;

import io.talus.domain.slot.SlotId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The slots to which a client has written, and who has that, as WAIT has found out. Of slots that
 * other nodes hold, too; on a single node there are none. Belongs to the shard's thread.
 */
public final class WrittenSlots {
  /** Some hundred bytes each. Who writes to more is told by WAIT that nothing is known. */
  static final int SLOTS_MAX = 4096;

  /** What a client has written to a slot, up to its last write. */
  public static final class Written {
    private final SlotId slot;
    private long epoch;
    private boolean inOlderEpoch;
    private int followers;
    private int synced;
    private boolean syncedByLeader;

    private Written(SlotId slot, long epoch) {
      this.slot = slot;
      this.epoch = epoch;
    }

    private void again(long now) {
      inOlderEpoch |= now != epoch;
      epoch = now;
      followers = 0;
      synced = 0;
      syncedByLeader = false;
    }

    public SlotId slot() {
      return slot;
    }

    /** In which the slot was led when the client wrote last. */
    public long epoch() {
      return epoch;
    }

    /** So many followers surely have it. */
    public int followers() {
      return followers;
    }

    /** So many followers surely have it synced. */
    public int synced() {
      return synced;
    }

    /** Whether the leader surely has it synced. */
    public boolean isSyncedByLeader() {
      return syncedByLeader;
    }

    /** So many followers have it; what was found out before stays true. */
    public void isWith(int found) {
      followers = Math.max(followers, found);
    }

    /** So many followers have it synced, and perhaps the leader. */
    public void isSyncedWith(int found, boolean leader) {
      synced = Math.max(synced, found);
      syncedByLeader |= leader;
    }
  }

  private final Map<SlotId, Written> slots = new LinkedHashMap<>();
  private @Nullable Written last;
  private boolean incomplete;

  /** The client has written to the slot. */
  void add(int table, int slot, long epoch) {
    Written same = last;
    if (same == null || same.slot.table() != table || same.slot.slot() != slot) {
      same = slots.get(new SlotId(table, slot));
    }
    if (same == null) {
      same = first(new SlotId(table, slot), epoch);
    } else {
      same.again(epoch);
    }
    last = same;
  }

  private Written first(SlotId slot, long epoch) {
    if (slots.size() >= SLOTS_MAX) {
      slots.remove(slots.keySet().iterator().next());
      incomplete = true;
    }
    Written written = new Written(slot, epoch);
    slots.put(slot, written);
    return written;
  }

  /** All of them, those that were written to first at the head. */
  public Collection<Written> all() {
    return slots.values();
  }

  /**
   * Whether nobody can tell who has some of it: it was written in an epoch that was over before the
   * last write, or to too many slots. Told once: from then on it is about the other writes.
   */
  public boolean takeUnknown() {
    boolean unknown = isUnknown();
    incomplete = false;
    slots.values().forEach(written -> written.inOlderEpoch = false);
    return unknown;
  }

  /** The same, without having told. */
  public boolean isUnknown() {
    return incomplete || slots.values().stream().anyMatch(written -> written.inOlderEpoch);
  }

  /** Nobody can tell who has it, and it is not asked for again. */
  public void forget(Written written) {
    slots.remove(written.slot, written);
    last = null;
  }
}
