package io.talus.application.session;

import io.talus.domain.slot.SlotId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The slots to which a client has written, and who has that, as WAIT has found out. Of slots that
 * other nodes hold, too; on a single node there are none. Belongs to the shard's thread.
 *
 * <p>Most clients never ask, so a write leaves no more than a number: the epoch, in an array of its
 * table.
 */
public final class WrittenSlots {
  /**
   * Some hundred bytes each, of clients that ask. Who asks for more is told that nothing is known.
   */
  static final int SLOTS_MAX = 4096;

  /** An array each, of four bytes a slot: mostly some kilobytes. */
  static final int TABLES_MAX = 8;

  /** What a client has written to a slot, up to its last write. */
  public static final class Written {
    private final SlotId slot;
    private long epoch;
    private int followers;
    private int synced;
    private boolean syncedByLeader;

    private Written(SlotId slot, long epoch) {
      this.slot = slot;
      this.epoch = epoch;
    }

    private void again(long now) {
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

  /** By table, in which epoch each slot was written since WAIT has looked; 0 for not at all. */
  private final Map<Integer, int[]> latest = new HashMap<>(2);

  private final Map<SlotId, Written> known = new LinkedHashMap<>();
  private boolean unknown;

  /** The client has written to the slot. */
  void add(int table, int slot, long epoch) {
    int[] epochs = latest.get(table);
    if (epochs == null && latest.size() >= TABLES_MAX) {
      unknown = true;
      return;
    }
    if (epochs == null || epochs.length <= slot) {
      epochs = epochs == null ? new int[slot + 1] : Arrays.copyOf(epochs, 2 * slot + 1);
      latest.put(table, epochs);
    }
    int now = (int) Math.min(epoch, Integer.MAX_VALUE); // no slot ever gets there
    unknown |= epochs[slot] != 0 && epochs[slot] != now;
    epochs[slot] = now;
  }

  /** All of them, with what is known of them. */
  public Collection<Written> all() {
    for (Map.Entry<Integer, int[]> table : latest.entrySet()) {
      int[] epochs = table.getValue();
      for (int slot = 0; slot < epochs.length; slot++) {
        if (epochs[slot] != 0) {
          wrote(new SlotId(table.getKey(), slot), epochs[slot]);
          epochs[slot] = 0;
        }
      }
    }
    return known.values();
  }

  private void wrote(SlotId slot, long epoch) {
    Written before = known.get(slot);
    if (before != null) {
      unknown |= before.epoch != epoch;
      before.again(epoch);
      return;
    }
    if (known.size() >= SLOTS_MAX) {
      known.remove(known.keySet().iterator().next());
      unknown = true;
    }
    known.put(slot, new Written(slot, epoch));
  }

  /**
   * Whether nobody can tell who has some of it: it was written in an epoch that was over before the
   * last write to its slot, or to too many slots. Told once: from then on it is about the other
   * writes.
   */
  public boolean takeUnknown() {
    boolean told = isUnknown();
    unknown = false;
    return told;
  }

  /** The same, without having told. */
  public boolean isUnknown() {
    all();
    return unknown;
  }

  /** Nobody can tell who has it, and it is not asked for again. */
  public void forget(Written written) {
    known.remove(written.slot, written);
  }
}
