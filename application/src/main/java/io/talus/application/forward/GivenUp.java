package io.talus.application.forward;

import io.talus.application.forward.Forward.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which order commands are given up that nobody will answer. */
final class GivenUp {
  private record ClientSlot(ClientForwards client, long slot) {}

  private GivenUp() {}

  /**
   * Latest first: a read that a write was sent behind is not tried again.
   *
   * @return for each command whether a later write on its slot is among them
   */
  static Map<Forward, Boolean> latestFirst(Collection<Forward> forwards) {
    List<Forward> latestFirst = new ArrayList<>(forwards);
    latestFirst.sort(Comparator.comparingLong((Forward each) -> each.id).reversed());
    Set<ClientSlot> written = new HashSet<>();
    Map<Forward, Boolean> overtaken = new LinkedHashMap<>();
    for (Forward each : latestFirst) {
      Work work = each.work;
      ClientSlot slot = new ClientSlot(each.client, each.slotKey);
      overtaken.put(each, written.contains(slot));
      if (work.writes()) {
        written.add(slot);
      }
    }
    return overtaken;
  }
}
