package io.talus.testkit.store;

import io.talus.application.port.SlotStore;
import io.talus.application.snapshot.SlotExport;
import io.talus.application.snapshot.SlotImport;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;

/** All pieces of a slot at once, for slots of tests. */
public final class SlotPieces {
  private SlotPieces() {}

  /** The slot as the store has it now. */
  public static List<byte[]> of(SlotStore store, SlotId slot, long stream) {
    try (SlotExport export = SlotExport.open(store, slot, stream)) {
      return of(export);
    }
  }

  /** All that an export gives. */
  public static List<byte[]> of(SlotExport export) {
    List<byte[]> pieces = new ArrayList<>();
    for (byte[] piece = export.next(); piece != null; piece = export.next()) {
      pieces.add(piece);
    }
    return pieces;
  }

  /** Has a store take them. */
  public static SlotImport taken(SlotStore store, List<byte[]> pieces) {
    SlotImport taken = SlotImport.begin(store, pieces.getFirst());
    pieces.subList(1, pieces.size()).forEach(taken::take);
    return taken;
  }
}
