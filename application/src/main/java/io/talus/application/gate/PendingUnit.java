package io.talus.application.gate;

import io.talus.application.session.Session;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.SlotPart;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutation.DropKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one command, MULTI or script has done so far, slot by slot: logged as a whole or not at all.
 * Mostly one mutation of one slot, so that case costs no search and no allocation.
 */
public final class PendingUnit {
  private final List<ShardSlot> slots = new ArrayList<>();
  private final Deque<SlotPart> spare = new ArrayDeque<>();

  /** Adds a mutation; returns whether it is the unit's first of this slot. */
  public boolean add(ShardSlot slot, Mutation mutation) {
    SlotPart part = slot.part();
    boolean first = part == null;
    if (part == null) {
      part = spare.isEmpty() ? new SlotPart() : spare.pop();
      part.begin(slot);
      slot.part(part);
      slots.add(slot);
    }
    part.add(mutation);
    return first;
  }

  /** What the unit does to one of its {@link #slots}. */
  SlotPart part(ShardSlot slot) {
    SlotPart part = slot.part();
    if (part == null) {
      throw new IllegalStateException("not in the unit: " + slot.address());
    }
    return part;
  }

  public boolean isEmpty() {
    return slots.isEmpty();
  }

  /** Whether all it does is to drop keys and fields that have expired. */
  public boolean isExpiryOnly() {
    for (ShardSlot slot : slots) {
      for (Mutation mutation : part(slot).mutations()) {
        if (!isExpiry(mutation)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isExpiry(Mutation mutation) {
    return switch (mutation) {
      case DropKey drop -> drop.reason() == DropReason.EXPIRED;
      case DropHashFields drop -> drop.reason() == DropReason.EXPIRED;
      default -> false;
    };
  }

  /** The session has done it: of slots that other nodes hold, too, that is kept with it. */
  public void noteIn(Session session) {
    for (ShardSlot slot : slots) {
      if (slot.log().hasReplicas()) {
        session.wrote(slot.table(), slot.number(), slot.log().epoch());
      }
    }
  }

  List<ShardSlot> slots() {
    return slots;
  }

  public void clear() {
    for (int i = 0; i < slots.size(); i++) {
      ShardSlot slot = slots.get(i);
      SlotPart part = slot.part();
      if (part != null) {
        part.mutations().clear();
        spare.push(part);
        slot.part(null);
      }
    }
    slots.clear();
  }
}
